"""All the SQL. Functions take the session of the current turn; none commits."""
