"""What is measured rather than promised, and what is too long for the suite; by hand."""
