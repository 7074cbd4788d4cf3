"""Documents: blocks, and what turns them into text, HTML and Word."""
