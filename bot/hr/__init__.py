"""The door for HR's own system: it says over HTTP that a leader is recruited."""
