"""The hub: laptops sync with it, and the Community Book is kept true there. Needs the extra ``hub``."""
