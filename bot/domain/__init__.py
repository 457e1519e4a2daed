"""The rules of the process: pure, without clock, database or platform."""
