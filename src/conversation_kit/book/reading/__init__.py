"""Reading records of Open Referral UK feeds as they really are, faults and all."""

from conversation_kit.book.reading.findings import Finding
from conversation_kit.book.reading.records import Reading, read_record

__all__ = ["READING_VERSION", "Finding", "Reading", "read_record"]

# Raise it when records are read better than before: the next import then fetches unchanged services anew.
READING_VERSION = 1
