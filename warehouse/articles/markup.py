"""What a web page's markup says of its article: headline, author, publisher, address, section and dates."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from warehouse.articles.furniture import EDGES, squeeze
from warehouse.articles.reading import Stated
from warehouse.knowledge import files

ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|Recipe)$")
TITLE_BREAK = re.compile(r"\s+[-–—|•·»:~]+\s+|\s*[|»]\s*")
LONGEST_TITLE = 400  # characters
CUT_AT = 100  # characters near which headlines for machines are cut
LONGEST_SECTION, MOST_SECTION_WORDS = 40, 5
PLACEHOLDERS = tomllib.loads((files.HOME / "pages/no_sections.toml").read_text(encoding="utf-8"))
NO_SECTIONS = frozenset(PLACEHOLDERS["words"].split())
HOST_LIKE = re.compile(r"[a-z0-9-]+(?:\.[A-Za-z0-9-]+)*$")  # "example.org", "examplenews"
MOST_OBJECTS = 2_000  # objects of JSON-LD looked at
DATE_PATH = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>[01]\d)[/-]?(?P<day>[0-3]\d)(?:/|[-_])")

# ruff: noqa: SIM905
PUBLISHED = (
    "article:published_time og:published_time og:article:published_time datepublished date dc.date dcterms.created "
    "dc.date.issued dcterms.date publishdate publish-date publish_date publication_date publicationdate pubdate "
    "parsely-pub-date sailthru.date cxenseparse:recs:publishtime article.published article_date_original "
    "original-publish-date article:published iso-8601-publish-date rnews:datepublished last-published-date "
    "citation_publication_date citation_date vr:published_time weibo:article:create_at"
).split()
MODIFIED = (
    "article:modified_time og:updated_time datemodified last-modified dcterms.modified lastmod revised "
    "article:updated_time rnews:datemodified article.updated"
).split()


@dataclass(frozen=True, slots=True)
class Markup:
    """What the markup says; None where it says nothing."""

    title: str | None
    byline: str | None
    publisher: str | None
    url: str | None
    section: str | None
    summary: str | None
    stated: tuple[Stated, ...]


def read_markup(tree: html.HtmlElement) -> Markup:
    metas, objects = read_metas(tree), [each for each in read_objects(tree) if is_article(each)]
    publisher = find_publisher(metas, objects)
    url = find_url(tree, metas, objects)
    title = find_title(tree, metas, objects, publisher, url)
    return Markup(
        title=title,
        byline=find_byline(tree, metas, objects, publisher),
        publisher=publisher,
        url=url,
        section=find_section(tree, metas, objects, title, publisher),
        summary=metas.get("og:description") or metas.get("description") or first_text(objects, "description"),
        stated=tuple(find_dates(tree, metas, objects, url)),
    )


# Reading what is there


def read_metas(tree: html.HtmlElement) -> dict[str, str]:
    """Content of each meta element by name or property in lower case; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        value = clean(meta.get("content"))
        if name and value:
            metas.setdefault(name.strip().lower(), value)
    return metas


def read_objects(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outer before inner; what is not JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            pending: list[Any] = [json.loads((script.text_content() or "").strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(MOST_OBJECTS):
            if not pending:
                break
            value = pending.pop(0)
            if isinstance(value, list):
                pending[:0] = value
            elif isinstance(value, dict):
                yield value
                pending.extend(each for each in value.values() if isinstance(each, dict | list))


def is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and ARTICLE_TYPE.search(kind) for kind in kinds)


def first_text(objects: list[dict[str, Any]], *names: str) -> str | None:
    return next((text for item in objects for name in names if (text := text_of(item.get(name)))), None)


def text_of(value: object) -> str | None:
    """The text of a JSON-LD value: a string, the name of an object, or the first of a list."""
    if isinstance(value, list):
        return next((text for each in value[:20] if (text := text_of(each))), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("headline"))
    return (
        clean(html.fromstring(f"<p>{value}</p>").text_content()) if isinstance(value, str) and value.strip() else None
    )


def clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


# Headline


def find_title(
    tree: html.HtmlElement,
    metas: dict[str, str],
    objects: list[dict[str, Any]],
    publisher: str | None,
    url: str | None,
) -> str | None:
    """The headline as the page's data for machines have it, else its first heading, else its title without the site."""
    shared = metas.get("og:title")
    told = [first_text(objects, "headline"), without_site(shared, publisher, url) if shared else None]
    headings = [text for heading in tree.iter("h1") if (text := clean(heading.text_content()))]
    named = page_title(tree)
    fallback = [*headings[:1], without_site(named, publisher, url) if named else None]
    known = [
        title for title in (*told, *confirmed(headings, named), *fallback) if title and len(title) <= LONGEST_TITLE
    ]
    return longest(known[0], known) if known else None


def confirmed(headings: list[str], named: str | None) -> list[str]:
    """Headings that the page's title repeats: of several, one is the site's name or a teaser."""
    return [heading for heading in headings if named and squeeze(named).startswith(squeeze(heading))]


def longest(title: str, known: list[str]) -> str:
    """A headline that was cut short, from the form that goes on."""
    start = squeeze(title).rstrip(" .…")
    is_cut = title.endswith(("...", "…")) or len(title) >= CUT_AT
    return max((each for each in known if squeeze(each).startswith(start)), key=len, default=title) if is_cut else title


def page_title(tree: html.HtmlElement) -> str | None:
    return next((clean(title.text_content()) for title in tree.iter("title")), None)


def without_site(title: str, publisher: str | None, url: str | None) -> str:
    """A page's title without the site's name before or behind it."""
    parts = TITLE_BREAK.split(title)
    if len(parts) < 2:
        return title
    site = {letters(publisher or ""), *map(letters, (urlsplit(url or "").hostname or "").split("."))} - {
        "",
        "www",
        "com",
    }
    for part, rest in ((parts[-1], title[: title.rfind(parts[-1])]), (parts[0], title[len(parts[0]) :])):
        is_site = any(letters(part) in name or name in letters(part) for name in site) if letters(part) else True
        if is_site and rest.strip(EDGES) and len(rest.split()) >= 3:
            return without_site(strip_break(rest), publisher, url)
    return title


def strip_break(text: str) -> str:
    return text.strip().strip("-–—|•·»:~").strip()


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


# Author, publisher, address, section


def find_byline(
    tree: html.HtmlElement, metas: dict[str, str], objects: list[dict[str, Any]], publisher: str | None
) -> str | None:
    """The authors as JSON-LD, meta elements or marked text name them; a publisher's own name only where no other is."""
    sources = (json_authors(objects), meta_authors(metas), marked_authors(tree))
    named = [names for source in sources if (names := list(dict.fromkeys(filter(is_name, source))))]
    site = letters(publisher or "")
    people = ([name for name in names if not names_site(name, site)] for names in named)
    return ", ".join(next(filter(None, people), named[0] if named else [])) or None


def json_authors(objects: list[dict[str, Any]]) -> list[str]:
    values = [item.get("author") for item in objects]
    return [bare_name(name) for value in values for each in listed(value) if (name := text_of(each))]


def meta_authors(metas: dict[str, str]) -> list[str]:
    named = (metas.get(key) for key in ("author", "article:author", "dc.creator", "byl", "parsely-author"))
    return [bare_name(name) for name in named if name and is_name(name)][:1]


def marked_authors(tree: html.HtmlElement) -> list[str]:
    marked = tree.xpath("//*[@rel='author' or @itemprop='author' or contains(@class,'byline__name')]")
    return [bare_name(name) for each in marked[:10] if (name := clean(each.text_content()))]


def bare_name(text: str) -> str:
    """A name without the word before it and the signature in brackets behind it."""
    return re.sub(r"^(?:by|von|par|por)\s+|\s*\([^()]{1,8}\)$", "", text, flags=re.IGNORECASE)


def names_site(name: str, site: str) -> bool:
    return bool(site) and (letters(name) in site or site in letters(name) or "www." in name)


def is_name(text: str) -> bool:
    return 2 < len(text) < 100 and not text.startswith(("http", "www", "@")) and any(map(str.isalpha, text))


def find_publisher(metas: dict[str, str], objects: list[dict[str, Any]]) -> str | None:
    """The publisher's name as the page's data for machines have it; a name before a bare domain."""
    told = (metas.get("og:site_name"), first_text(objects, "publisher"), metas.get("application-name"))
    names = [name for name in told if name]
    return next((name for name in names if not HOST_LIKE.match(name)), names[0] if names else None)


def find_url(tree: html.HtmlElement, metas: dict[str, str], objects: list[dict[str, Any]]) -> str | None:
    links = tree.xpath("//link[@rel='canonical']/@href")
    base = next(iter(tree.xpath("//base/@href")), "")
    for url in (*links[:1], metas.get("og:url"), first_text(objects, "url"), metas.get("twitter:url")):
        if url and (full := web_address(str(base), str(url))):
            return full
    return None


def web_address(base: str, url: str) -> str | None:
    try:
        full = urljoin(base, url.strip())
        return full if urlsplit(full).scheme in {"http", "https"} and urlsplit(full).hostname else None
    except ValueError:
        return None


def find_section(
    tree: html.HtmlElement,
    metas: dict[str, str],
    objects: list[dict[str, Any]],
    title: str | None,
    publisher: str | None,
) -> str | None:
    """The section that the page names, else the last step of its path of sections; none where that says nothing."""
    told = [metas.get("article:section"), *texts_of(objects, "articleSection"), metas.get("section")]
    other = {letters(title or ""), letters(publisher or "")}
    for text in (*filter(None, told), *path_of(tree, title)):
        section = text.strip(EDGES).replace("_", " ")
        section = section.replace("-", " ") if section.islower() and " " not in section else section
        if letters(section) not in other and says_section(section):
            return section[:1].upper() + section[1:]
    return None


def says_section(text: str) -> bool:
    """Whether a text can be a section's name: short, of words, and no placeholder such as "News" or "Articles"."""
    words = squeeze(text).split()
    is_short = len(text) <= LONGEST_SECTION and len(words) <= MOST_SECTION_WORDS
    return is_short and "," not in text and "://" not in text and any(word not in NO_SECTIONS for word in words)


def path_of(tree: html.HtmlElement, title: str | None) -> list[str]:
    """The steps of the page's path of sections, last first, without the article itself."""
    lists = [item for item in read_objects(tree) if item.get("@type") == "BreadcrumbList"]
    steps = [each for item in lists[:1] for each in listed(item.get("itemListElement"))]
    names = [text_of(each.get("name")) or text_of(each.get("item")) for each in steps if isinstance(each, dict)]
    known = [name for name in names if name]
    headline = squeeze(title or "")
    is_article = bool(known) and (len(known) == len(steps) > 2 or squeeze(known[-1])[:20] == headline[:20])
    return list(reversed(known[1 : -1 if is_article else None]))


def texts_of(objects: list[dict[str, Any]], name: str) -> list[str]:
    return [text for item in objects for each in listed(item.get(name)) if (text := text_of(each))]


def listed(value: object) -> list[Any]:
    return value[:20] if isinstance(value, list) else [value]


# Dates


def find_dates(
    tree: html.HtmlElement, metas: dict[str, str], objects: list[dict[str, Any]], url: str | None
) -> Iterator[Stated]:
    """Every date that the markup states, in order of trust."""
    if value := first_text(objects, "datePublished", "dateCreated"):
        yield Stated("jsonld_published", value)
    yield from (Stated("meta_published", metas[name]) for name in PUBLISHED if name in metas)
    for time in list(tree.iter("time"))[:5]:
        if value := clean(time.get("datetime")) or clean(time.text_content()):
            yield Stated("time_element", value)
    if value := first_text(objects, "dateModified"):
        yield Stated("jsonld_modified", value)
    yield from (Stated("meta_modified", metas[name]) for name in MODIFIED if name in metas)
    if url and (found := DATE_PATH.search(urlsplit(url).path)):
        yield Stated("url", "-".join(found.groups()))
