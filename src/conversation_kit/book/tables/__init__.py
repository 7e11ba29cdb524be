"""Spreadsheets as a source of the Book: CSV and Excel files, read row by row through a map of their columns."""
