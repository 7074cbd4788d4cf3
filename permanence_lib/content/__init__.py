"""What is taught, read from the text files under data/: programme, cases, law, evidence, statistics, words."""
