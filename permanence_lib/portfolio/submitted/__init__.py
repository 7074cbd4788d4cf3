"""Work sent to a line manager inside a database of many: a copy of what was chosen, and the answer that comes back."""
