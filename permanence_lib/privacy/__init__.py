"""What looks like a real person in somebody's words, and the list of names that must not appear in them."""
