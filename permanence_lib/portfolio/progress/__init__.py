"""What completion asks for and how it stands, the time set aside for it, and what comes next."""
