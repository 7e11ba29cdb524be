"""Indexed: a whole Book, read once, as matching asks it."""
