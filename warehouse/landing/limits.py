"""How much one input may ask for before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000
GIGABYTE = 1_000 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one hostile or broken input from stopping the rest. Sizes in bytes.

    Files of records (.jsonl, .csv, .parquet) may have any length, since they are read record by record.
    """

    document_bytes: int = 20 * MEGABYTE  # one document: a long news page has 1 MB
    archive_bytes: int = 2 * GIGABYTE  # out of one archive and the archives in it, unless it is huge itself
    archive_ratio: int = 200  # bytes out for each byte in: text shrinks 3 to 10 times, a bomb 1,000 and more
    archive_usual_ratio: int = 20  # bytes out for each byte in that are fine however large the archive is
    archive_free_bytes: int = 16 * MEGABYTE  # below this no ratio is asked for: tiny archives shrink oddly
    archive_members: int = 100_000
    archive_depth: int = 3  # an archive in an archive in an archive
    broken_record_bytes: int = 100 * MEGABYTE  # read again to find the next good row of one broken table

    def allowance(self, archive_bytes: int) -> int:
        """How many bytes may come out of an archive of this size."""
        suspicious = min(self.archive_bytes, max(self.archive_free_bytes, self.archive_ratio * archive_bytes))
        return max(suspicious, self.archive_usual_ratio * archive_bytes)
