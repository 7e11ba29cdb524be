"""Stored: how what was read is kept in one file that is mapped rather than read."""
