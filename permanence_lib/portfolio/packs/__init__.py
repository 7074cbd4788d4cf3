"""Work handed to somebody without an account: a file that holds only what was chosen, and the small file that comes back."""
