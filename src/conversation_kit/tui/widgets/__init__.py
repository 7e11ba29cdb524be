"""Widgets: data in through the constructor or a reactive, messages out. They never touch vault or Book."""
