"""The Community Book: reading feeds, keeping the local copy, finding in it.

``reading`` turns one record into an Entry, ``sources`` fetches records from files and APIs, ``importing`` makes
the Book of them, ``cache`` opens it, ``search`` finds by name.
"""
