"""Knows publishers by the names and domains under which pages name them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from warehouse.articles.furniture import EDGES, squeeze
from warehouse.knowledge import files


@dataclass(frozen=True)
class Publishers:
    """The rows of `knowledge/pages/publishers.csv`, made ready for looking up."""

    by_name: dict[str, str]
    by_domain: dict[str, str]

    @classmethod
    def load(cls, overlay: Path | None = None) -> Publishers:
        by_name: dict[str, str] = {}
        by_domain: dict[str, str] = {}
        for row in files.rows("pages/publishers.csv", overlay).iter_rows(named=True):
            for name in (row["publisher"], *(row["names"] or "").split("|")):
                by_name[squeeze(name)] = row["publisher"]
            for domain in filter(None, (row["domains"] or "").split("|")):
                by_domain[domain.lower()] = row["publisher"]
        return cls(by_name, by_domain)

    def usual_name(self, name: str | None) -> str | None:
        """The form of a publisher's name that we write; an unknown name stays, a bare domain is looked up."""
        plain = " ".join((name or "").split()).strip(" -–—|·»\t")
        if not plain.strip(EDGES):
            return None
        return self.by_name.get(squeeze(plain)) or self.of_host(plain.lower()) or plain

    def of_url(self, url: str | None) -> str | None:
        """The known publisher whose domain an address is in."""
        try:
            host = urlsplit(url or "").hostname
        except ValueError:
            return None
        return self.of_host(host or "")

    def of_host(self, host: str) -> str | None:
        labels = host.split(".")
        return next((hit for i in range(len(labels)) if (hit := self.by_domain.get(".".join(labels[i:])))), None)
