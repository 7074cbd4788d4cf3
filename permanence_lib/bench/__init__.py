"""Measures that anybody can repeat: how a room holds when everybody arrives at once."""
