"""Vocabulary: the words and sentences matching goes by, which a council can correct, and what was learned of them."""
