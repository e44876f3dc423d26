"""From bytes to text, whatever the encoding, with what mixed and twice-encoded pages did to it undone."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from warehouse.landing.content import guess_utf16

MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""", re.I)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
SAMPLE = 1 << 16


def decode(content: bytes, declared: str | None = None) -> str | None:
    """The text that bytes hold, line ends as \\n and no control characters; None when they hold no text."""
    text = read_bytes(content, declared)
    if text is None:
        return None
    damaged = text.count("\ufffd") + len(CONTROLS.findall(text))
    if damaged > 2 + len(text) // 20:
        return None
    return tidy(undo_double_encoding(text))


def read_bytes(content: bytes, declared: str | None) -> str | None:
    for mark, encoding in MARKED:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if unmarked := guess_utf16(content):
        return content.decode(unmarked, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return (
        read_damaged_utf8(content)
        or read_declared(content, declared or declared_in_page(content))
        or read_by_statistics(content)
    )


def read_damaged_utf8(content: bytes) -> str | None:
    """UTF-8 with some bad bytes, as pages pasted together have: those bytes are taken for Windows-1252."""
    text = content.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", text))
    good = len(re.findall("[^\x00-\x7f\udc80-\udcff]", text))
    return content.decode("utf-8", "windows-1252") if good >= 3 * bad else None


def as_western(error: UnicodeError) -> tuple[str, int]:
    """What Python asks where bytes are not UTF-8: read just these as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows-1252", as_western)


def declared_in_page(content: bytes) -> str | None:
    """The encoding that an HTML or XML page names in its first lines."""
    found = META_CHARSET.search(content[:4096]) or XML_ENCODING.search(content[:200])
    return found[1].decode("ascii") if found else None


def read_declared(content: bytes, declared: str | None) -> str | None:
    encoding = known_encoding(declared)
    if encoding is None:
        return None
    text = content.decode(encoding, "replace")
    return text if text.count("\ufffd") <= len(text) // 200 else None


def known_encoding(declared: str | None) -> str | None:
    """Python's name for a declared encoding, read as browsers do: Latin-1 and ASCII mean Windows-1252."""
    try:
        name = codecs.lookup(declared or "").name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    # A page whose declaration could be read as ASCII is not in UTF-16, and it is not valid UTF-8 either.
    return None if name.startswith(("utf", "idna", "punycode", "unicode", "raw", "mbcs", "oem")) else name


def read_by_statistics(content: bytes) -> str | None:
    """Text in an old encoding that nobody names."""
    sample = content[:SAMPLE]
    high = len(sample.translate(None, bytes(range(128))))
    if high <= len(sample) // 25:
        # Western text with a few quotation marks, dashes and accents.
        return content.decode("cp1252", "replace")
    best = from_bytes(sample, enable_fallback=False).best()
    return content.decode(best.encoding, "replace") if best else None


# UTF-8 read as Windows-1252 and written as UTF-8 again: "donâ€™t" for "don’t", "Ã©" for "é". Windows-1252 has no
# character for the last byte of a closing quotation mark; some programs put U+FFFD for it.
TAIL = "".join({bytes([byte]).decode(name, "ignore") for byte in range(0x80, 0xC0) for name in ("cp1252", "latin-1")})
TAIL = f"[{re.escape(TAIL)}]"
TWICE_ENCODED = re.compile(f"[\xc2-\xc5\xd0\xd1]{TAIL}|[\xe2\xe3\xef]{TAIL}{{2}}|\xf0{TAIL}{{3}}|\xe2\u20ac\ufffd")


def undo_double_encoding(text: str) -> str:
    return text if text.isascii() else TWICE_ENCODED.sub(lambda match: once_encoded(match[0]), text)


def once_encoded(piece: str) -> str:
    if piece.endswith("\ufffd"):
        return "”"
    content = b"".join(as_windows_1252(character) for character in piece)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return piece


def as_windows_1252(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def tidy(text: str) -> str:
    """Line ends as \\n, control characters gone, halves of characters replaced."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .translate({0x85: "\n", 0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n\n"})
    )
    return re.sub("[\ud800-\udfff]", "\ufffd", CONTROLS.sub("", text))
