"""The registers: every fact of law and every study with its source and age, and where the programme uses it."""
