"""What could connect: statements and the Book's entries in, ranked suggestions with reasons out. Pure.

No SQL, no screen, no clock. The only file access is :meth:`words.Words.load`, which reads the shipped words.
"""
