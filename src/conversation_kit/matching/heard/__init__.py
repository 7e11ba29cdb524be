"""Heard: what somebody says, clause by clause, and what they rule out by it."""
