"""The browser half: widgets, the kit exercises are made of, the Voila template."""
