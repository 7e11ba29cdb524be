"""Reading records of Open Referral UK feeds as they really are, faults and all."""

from conversation_kit.book.reading.findings import Finding
from conversation_kit.book.reading.records import Reading, read_record

__all__ = ["Finding", "Reading", "read_record"]
