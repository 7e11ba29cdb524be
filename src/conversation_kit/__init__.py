"""Conversation Kit: a different conversation, on one laptop, without a network."""

__version__ = "0.2.0"
