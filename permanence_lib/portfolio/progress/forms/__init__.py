"""The forms of progress and plan: what was typed, what is wrong with it in the reader's words, and keeping it."""
