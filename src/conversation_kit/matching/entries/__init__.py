"""Entries: what is read out of one entry of the Book, its fields and its own words."""
