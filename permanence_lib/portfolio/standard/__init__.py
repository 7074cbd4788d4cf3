"""The standard, statement by statement: what shows each, and what nothing shows yet."""
