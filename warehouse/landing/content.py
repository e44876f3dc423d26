"""What bytes and texts look like: binary formats by their first bytes, HTML by its tags."""

from __future__ import annotations

import re

# First bytes of formats that hold no text to read (or hold it in a way that needs other tools).
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"%!PS", "a PostScript document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"wOF", "a font"),
)
UNICODE_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

# What may stand before the first tag of a page; atomic, so that a thousand comments are not tried in every combination.
HTML_START = re.compile(
    r"(?>\s|<\?xml[^>]{0,200}>|<!--(?>.*?-->))*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
HTML_TAG = re.compile(
    r"</?(?:p|div|span|br|a|h[1-6]|ul|ol|li|table|tr|td|img|em|strong|b|i|blockquote|article|section|head|body|html|"
    r"title|meta|link|script|style|figure|nav|main|header|footer)(?:\s[^<>]{0,2000})?/?>",
    re.I,
)


def find_binary(content: bytes) -> str | None:
    """What kind of binary format the bytes are, such as "a PDF file"; None when they may be text."""
    for magic, name in MAGIC:
        if content.startswith(magic):
            return name
    head = content[: 1 << 16]
    if head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI ", b"WEBP")):
        return "a film, sound or image file"
    if head.startswith(UNICODE_MARKS) or guess_utf16(head):
        return None
    # Tab, line feed, vertical tab, form feed, carriage return and escape do occur in text.
    odd = sum(head.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 27))
    return "binary data" if odd > max(2, len(head) // 50) else None


def guess_utf16(content: bytes) -> str | None:
    """Name UTF-16 without a mark by its zeros: in Western text every other byte is zero."""
    head = content[: 1 << 12]
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half < 8 or max(even, odd) < 0.6 * half or min(even, odd) > 0.02 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def is_html(text: str) -> bool:
    """Whether a text is HTML: it begins as a page does, or has several tags near its beginning."""
    head = text[: 1 << 14]
    return bool(HTML_START.match(head)) or len(HTML_TAG.findall(head)) >= 3


def has_tags(text: str) -> bool:
    """Whether a text holds any HTML tag in its first 16,000 characters."""
    return HTML_TAG.search(text[: 1 << 14]) is not None
