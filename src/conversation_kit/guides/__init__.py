"""Conversation guides: what they are (model), how a file is read and checked, and the shelf that holds them.

A guide is one TOML file; docs/guides.md explains the format to those who write one.
"""
