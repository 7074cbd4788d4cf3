"""The portfolio as it is chosen: sections, pieces, and the versions of each."""
