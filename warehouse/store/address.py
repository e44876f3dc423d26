"""Where a lake is: its catalog, its data files, and the local folder for what is on its way in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


class AddressRefused(ValueError):
    """A lake's address that can't be understood."""


@dataclass(frozen=True, slots=True)
class Address:
    """Two settings make a lake: the catalog, and the path of the data. `home` holds staging, lock and overlay."""

    catalog: str  # as DuckLake's ATTACH wants it, after "ducklake:"
    data: str  # absolute, with a closing slash
    home: Path

    @property
    def is_local(self) -> bool:
        """Whether the catalog is a file here, so that a file lock is enough to have one writer."""
        return self.catalog.startswith("sqlite:")

    @property
    def catalog_file(self) -> Path:
        """The SQLite catalog; only of a local lake."""
        return Path(self.catalog.removeprefix("sqlite:"))

    def __str__(self) -> str:
        """The lake for people: a folder, or the data's path; never a password."""
        return str(self.home) if self.is_local else f"PostgreSQL catalog with data in {self.data}"

    @property
    def staging(self) -> Path:
        return self.home / "staging"

    @property
    def overlay(self) -> Path:
        """Where the user's own knowledge files are looked for."""
        return self.home / "knowledge"


def parse(url: str) -> Address:
    """A folder (`./lake`), or `postgresql://user:password@host:port/database?data=PATH&home=FOLDER`.

    In the second form `data` is a folder or an `s3://` prefix, and `home` (default `./lake`) the local folder for
    staged batches. Raises AddressRefused with a sentence.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return _postgres(url)
    if "://" in url and not url.startswith("file://"):
        raise AddressRefused(f"{url}: a lake is a folder or postgresql://…?data=PATH. Correct --lake or WIRELAKE_LAKE.")
    home = Path(unquote(urlsplit(url).path) if url.startswith("file://") else url).expanduser().resolve()
    if home.exists() and not home.is_dir():
        raise AddressRefused(f"{home}: is a file, and a lake is a folder. Correct --lake or WIRELAKE_LAKE.")
    return Address(f"sqlite:{home / 'catalog.sqlite'}", _folder(home / "data"), home)


def _postgres(url: str) -> Address:
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if "data" not in options:
        raise AddressRefused(
            "postgresql://…: say where the data files are, as ?data=/folder or ?data=s3://bucket/prefix."
        )
    words = {
        "host": parts.hostname,
        "port": parts.port,
        "dbname": unquote(parts.path.lstrip("/")) or None,
        "user": unquote(parts.username) if parts.username else None,
        "password": unquote(parts.password) if parts.password else None,
    }
    catalog = " ".join(f"{name}={_quoted(str(value))}" for name, value in words.items() if value is not None)
    data = options["data"]
    home = Path(options.get("home", "lake")).expanduser().resolve()
    return Address(f"postgres:{catalog}", data.rstrip("/") + "/" if "://" in data else _folder(Path(data)), home)


def _quoted(value: str) -> str:
    # libpq's own quoting; DuckDB's quote around the whole is doubled where the statement is made.
    plain = value.replace("\\", "\\\\").replace("'", "\\'")
    return value if value.isalnum() else f"'{plain}'"


def _folder(path: Path) -> str:
    return path.expanduser().resolve().as_posix() + "/"
