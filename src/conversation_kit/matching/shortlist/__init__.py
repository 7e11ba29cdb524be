"""Shortlist: what speaks for which entry, what is ruled out, and the few that are shown, with reasons and cautions."""
