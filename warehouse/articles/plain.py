"""Reads pages that come as plain text: tells the article from menus, prompts, captions, links and other furniture.

Each line is weighed by itself (length, whether it ends as a sentence, words of furniture) and by its neighbours; the
article is the run of lines with the greatest sum, which begins after the headline. Inside it only lines go that are
known to be furniture: a line that might be text stays.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from warehouse.articles.dateline import MONTH, dateline_at
from warehouse.articles.furniture import EDGES, Effect, FurnitureWords, squeeze
from warehouse.articles.lines import BULLET, HALF_ENDS, SPACED_SCRIPTS, Line, cut_lines, describe_line
from warehouse.articles.pagetext import PageText
from warehouse.articles.reading import Furniture, LinePlace
from warehouse.articles.wrapped import unwrap
from warehouse.knowledge import files

WORDS = re.compile(r"[^\W\d_]{4,}")
UNSPACED = re.compile("[\u30a0-\u30ff]{2,}|[\u3400-\u9fff]{2,}")  # katakana and Han: the words of Japanese and Chinese
BYLINE = re.compile(
    r"(?i:by|von|par|por|di|door|av|af|text|tekst|reporter|author|autor|автор)\b:?\s+"
    r"(?P<names>[A-ZÀ-ÖØ-ÞА-Я].{2,100})$"
)
ITEM = re.compile(rf"[•·▪◦‣*–—-]\s|[$€£]?\d|{MONTH}\s\d")
NAMES_ONLY = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?: (?:de|van|von|bin|al|der|la|[A-ZÀ-ÖØ-Þ][\w.'’-]*)){1,3}$")
NAMED_ROLE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]+(?: [A-ZÀ-ÖØ-Þ][\w.’'-]*){1,3} [–—-] [A-Za-z]\w+ \w+ \w+")
PLACE_WORD = r"(?:the|de|la|of|[A-ZÀ-ÖØ-Þ][\w.'’-]*)"
PLACE = re.compile(rf"{PLACE_WORD}(?:(?:, | ){PLACE_WORD}){{0,5}}$")
SITE_WORD = r"(?:[A-ZÀ-ÖØ-Þ0-9&][^\s|]*|of|the|for|and|in|on|at|de|du|des|la|le|les|el|der|die|das|und|et|y|e|da|do|di)"
SITE_RESIDUE = re.compile(rf"[-–—|•]\s+(?P<name>(?=[A-ZÀ-ÖØ-Þ]){SITE_WORD}(?:\s{SITE_WORD}){{0,7}})$")
RIGHTS_OF = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?P<name>[^.,|©]{2,60}?)\s*[.,|]", re.I
)

CREDITED = re.compile(r"©|\b[A-Z]{2,}(?:-[A-Z]+)?/ ?[A-Z]")  # a caption's end: © name, AGENCY/Name
HUNG_ON = re.compile(
    r"\0\s+[|•·»][^\0]{1,40}|[^\0]{1,40}(?:\s:|\s?[|•·»])\s+\0"
)  # a site or a section beside a headline
QUOTES = '"“”„«»'
LANGUAGES = tomllib.loads((files.HOME / "pages/function_words.toml").read_text(encoding="utf-8"))
FUNCTION_WORDS = frozenset(word for words in LANGUAGES.values() for word in words.split())
# Furniture that stands in the midst of articles, so that it hardly speaks against their going on.
INSERTS = frozenset(
    {"player", "related", "caption", "credit", "subscribe", "share", "prompt", "slogan", "repeated", "recurring"}
)
STAMPS = frozenset({"date", "clock", "stamp"})
WIDEST_GAP = 40  # lines of furniture over which an article can go on
NARROW_GAP = 8  # such lines over which even a single paragraph goes on
SHORT_RUN = 4  # lines; a longer run without sentences is a list
KINDRED_WORDS = 15  # words and share of the core's words by which text beyond a gap shows that it belongs to it
KINDRED_SHARE = 0.4
LARGEST_BLOCK = (
    4  # lines; in a larger one, what stands beside furniture may be anything: some pages have no blank lines
)
FEWEST_ITEMS = 4  # in a list
LIST_WEIGHT = 0.3
LEAST_LEAD = 9  # words of a line without a full stop that can open the text
LONGEST_SLOGAN = 40  # words
LONGEST_HEADING = 20  # words; a longer line without a full stop is text
TEXT_REACH = 12  # lines within which text that goes on is looked for
PROSE_WORDS = 8  # words from which on a sentence is running text
UNSURE = frozenset({"", "number", "address", "repeated", "other script", "beside furniture"})
LONGEST_TAIL = 4  # headings at the end of an extractor's article; more are a list
LEAST_TITLE = 0.2
LONGEST_SENTENCE = 15  # words of a headline that ends with a full stop
FEWEST_BEHIND, MOST_PROMPTS = 2, 5  # paragraphs that must follow prompts; prompts before a headline
CLEARLY = 1.2  # by which a headline after prompts must be better than one before them
LEAST_REST = 40  # characters by which a paragraph is longer than its teaser
TITLE_LENGTHS = ((1, -1.0), (2, -0.5), (3, 0.0), (4, 0.5), (20, 1.0), (30, 0.8), (45, 0.5), (10**9, -1.0))
LEAD_REACH = 6  # lines before the text in which a summary may stand apart
NEAR_TEXT = 6  # lines from headline to text that are nothing unusual
TITLE_REACH = 60  # lines before the article among which its headline is looked for


@dataclass(frozen=True, slots=True)
class Weighed:
    """A line with what its neighbours and the whole page make of it."""

    line: Line
    furniture: str  # kind of furniture; "" for what may be text
    weight: float  # above 0 speaks for the article
    in_list: bool = False  # one of several lines in a row that begin as items of a list do

    @property
    def is_prose(self) -> bool:
        return not self.furniture and is_prose(self.line)


def read_plain(text: str, words: FurnitureWords) -> PageText:
    """The article of a plain-text page. Its paragraphs are empty where nothing on the page looks like text."""
    lines = weigh_lines(cut_lines(unwrap(text), words))
    start, end = find_run(lines)
    title_at = find_title(lines, start, end)
    lead, body = split_lead(lines, choose_body(lines, title_at, start, end))
    title = title_text(lines, title_at) if title_at is not None else None
    first, last = (min(body), max(body)) if body else (start, end)
    byline_at = find_byline(lines, title_at, first)
    kept = {*body, title_at, lead}
    return PageText(
        title=title,
        paragraphs=tuple(lines[i].line.text for i in body),
        byline=byline_of(lines[byline_at].line.text) if byline_at is not None else None,
        publisher=find_publisher(lines, first),
        lead=lines[lead].line.text if lead is not None else None,
        place=next((each.line.text for each in lines[:first] if each.furniture == "place"), None),
        furniture=tuple(
            Furniture(each.line.text, place_of(i, first, last)) for i, each in enumerate(lines) if i not in kept
        ),
    )


def refine(
    paragraphs: Sequence[str], title: str | None, words: FurnitureWords
) -> tuple[tuple[str, ...], tuple[Furniture, ...]]:
    """Paragraphs that an extractor took for the article, less what is known to be furniture; and that furniture."""
    lines = weigh_lines([describe_line(" ".join(text.split()), i, words) for i, text in enumerate(paragraphs)])
    end = find_tail(lines)
    named = squeeze(title or "").strip(EDGES)
    kept = [
        i
        for i, each in enumerate(lines)
        if i < end and each.furniture in UNSURE and not repeats_title(each.line, named)
    ]
    kept = drop_copied_lead(lines, drop_closing(lines, kept))
    if not kept:
        return tuple(paragraphs), ()
    furniture = (
        Furniture(each.line.text, place_of(i, kept[0], kept[-1])) for i, each in enumerate(lines) if i not in set(kept)
    )
    return tuple(lines[i].line.text for i in kept), tuple(furniture)


def repeats_title(line: Line, title: str) -> bool:
    """Whether a line is the headline once more, maybe with its section before it. `title` is squeezed, no edges."""
    if dateline_at(line.text, 0):
        return False
    text = squeeze(line.text).strip(EDGES)
    is_title = text == title or (not line.is_sentence and text.endswith(title) and len(text) - len(title) < 25)
    return bool(title) and is_title


def find_tail(lines: Sequence[Weighed]) -> int:
    """The line after which an extractor's article holds only links and notes; a list at its end is text."""
    _, end = heaviest_run([line.weight for line in lines])
    marks = [each.line.mark for each in lines]
    over = next((i for i in range(end, len(lines)) if (mark := marks[i]) and mark.effect is Effect.END), len(lines))
    end = max((i + 1 for i in range(end, over) if lines[i].is_prose), default=end)
    is_list = over - end > LONGEST_TAIL and sum(mark is not None for mark in marks[end:over]) * 5 < over - end
    return over if is_list else end


# What a line is worth


def weigh_lines(lines: list[Line]) -> list[Weighed]:
    script = main_script(lines)
    counts = Counter(squeeze(line.text) for line in lines)
    kinds = [kind_of(line, script, counts) for line in lines]
    kinds = mark_neighbours(lines, clear_last(lines, kinds))
    listed = listed_lines(lines, kinds)
    return [
        Weighed(line, kind, LIST_WEIGHT if i in listed else weight_of(line, kind), i in listed)
        for i, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    ]


def listed_lines(lines: Sequence[Line], kinds: Sequence[str]) -> set[int]:
    """The lines of lists: four or more in a row that begin with a number, a day, a price or a bullet.

    A line between two items belongs to the list.
    """
    items = [i for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)) if not kind and ITEM.match(line.text)]
    runs: list[list[int]] = []
    for i in items:
        if runs and i - runs[-1][-1] <= 2:
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = (range(run[0], run[-1] + 1) for run in runs if len(run) >= FEWEST_ITEMS)
    return {i for span in spans for i in span if not kinds[i]}


def clear_last(lines: Sequence[Line], kinds: list[str]) -> list[str]:
    """Take what looks like a caption for text where no text follows: a paragraph that closes with its agency."""
    return [
        "" if line.mark and line.mark.effect is Effect.AMID and not text_follows(lines, kinds, i) else kind
        for i, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    ]


def text_follows(lines: Sequence[Line], kinds: Sequence[str], at: int) -> bool:
    near = range(at + 1, min(at + 1 + TEXT_REACH, len(lines)))
    return any(not kinds[i] and is_prose(lines[i]) for i in near)


def main_script(lines: Sequence[Line]) -> str:
    letters: Counter[str] = Counter()
    for line in lines:
        letters[line.script] += line.word_count
    return max(letters, key=lambda script: (letters[script], script), default="")


def kind_of(line: Line, script: str, counts: Counter[str]) -> str:
    """The kind of furniture that a line is by its own words and by the page; "" for none."""
    if dateline_at(line.text, 0):
        return ""
    if line.mark and line.mark.effect is not Effect.CLOSE:
        return line.mark.kind
    if line.is_date:
        return "date"
    if line.script not in {"", script} and line.word_count < 15:
        return "other script"
    if counts[squeeze(line.text)] > 2 and 6 <= line.word_count <= 30:
        return "repeated"
    is_repeated = counts[squeeze(line.text)] > 1 and not line.is_sentence and len(line.text) > 3
    if is_repeated and line.word_count < 4 and not HALF_ENDS.search(line.text):
        return "repeated"
    return ""


def mark_neighbours(lines: Sequence[Line], kinds: list[str]) -> list[str]:
    """Give short lines the kind of what they stand with: a player's title, the link after "Read more"."""
    kinds = list(kinds)
    watched = {
        squeeze(line.text).partition(": ")[2] for line, kind in zip(lines, kinds, strict=True) if kind == "related"
    }
    sizes = Counter(line.block for line in lines)
    blocks = {
        line.block
        for line, kind in zip(lines, kinds, strict=True)
        if kind and kind != "date" and sizes[line.block] <= LARGEST_BLOCK
    }
    for i, line in enumerate(lines):
        is_heading = not line.is_sentence and line.word_count < 25 and not HALF_ENDS.search(line.text)
        if kinds[i] or not is_heading:
            continue
        before = lines[i - 1].mark if i else None
        if before and before.effect is Effect.NEXT:
            kinds[i] = "related"
        elif i and kinds[i - 1] == "clock" and line.word_count <= 6 and PLACE.match(line.text):
            kinds[i] = "place"
        elif squeeze(line.text) in watched:
            kinds[i] = "player"
        elif line.block in blocks:
            kinds[i] = "beside furniture"
    return kinds


def weight_of(line: Line, kind: str) -> float:
    count = line.word_count
    if kind:
        if line.mark and line.mark.effect is Effect.END:
            return -3.0
        return -0.3 if kind in INSERTS else -0.8
    if line.is_sentence:
        return 1.5 + min(count, 60) / 30 if count >= PROSE_WORDS else 0.1 + count / 20
    if count >= 16 or (HALF_ENDS.search(line.text) and count >= 6):
        return 1.2
    return -0.4 if count >= PROSE_WORDS else -0.7


def find_run(lines: Sequence[Weighed]) -> tuple[int, int]:
    """First line of the article and line after its last.

    The heaviest run of lines is its core. Text beyond a gap belongs to it too when it uses the core's words, so that
    a prompt of twenty lines in the midst does not cut an article, nor a list of teasers lengthen it.
    """
    start, end = heaviest_run([line.weight for line in lines])
    if end - start < SHORT_RUN and not any(line.is_prose for line in lines[start:end]):  # long headings, no text
        with_prose = heaviest_run([line.weight if line.is_prose else min(line.weight, -0.1) for line in lines])
        start, end = with_prose if with_prose[1] else (start, end)
    core = [i for i in range(start, end) if lines[i].is_prose]
    if len(core) < 2:
        return start, end
    words = vocabulary_of(lines, core)
    kindred = [
        i
        for i, each in enumerate(lines)
        if each.is_prose
        and not start <= i < end
        and each.line.word_count >= KINDRED_WORDS
        and share_words(each.line.text, words, own=False) >= KINDRED_SHARE
    ]
    company = {i for left, right in pairwise(kindred) if right - left <= 3 for i in (left, right)}
    for i in kindred:
        if i >= end and goes_on(lines[end:i], i in company):
            end = i + 1
    for i in reversed(kindred):
        if i < start and goes_on(lines[i + 1 : start], i in company):
            start = i
    return start, end


def goes_on(gap: Sequence[Weighed], has_company: bool) -> bool:
    """Whether text goes on over a gap: a wide one before two paragraphs, a narrow one before a single paragraph."""
    is_over = any(each.line.mark and each.line.mark.effect is Effect.END for each in gap)
    return len(gap) < (WIDEST_GAP if has_company else 0 if is_over else NARROW_GAP)


def vocabulary_of(lines: Sequence[Weighed], at: Iterable[int]) -> Counter[str]:
    """In how many of these lines each longer word stands."""
    return Counter(word for i in at for word in content_words(lines[i].line.text))


def content_words(text: str) -> set[str]:
    """The longer words of a text; where words are not spaced, its pairs of characters that bear meaning."""
    text = squeeze(text)
    if text.isascii():
        return set(WORDS.findall(text)) - FUNCTION_WORDS
    pairs = {run[i : i + 2] for run in UNSPACED.findall(text) for i in range(len(run) - 1)}
    return pairs | {word for word in WORDS.findall(text) if not UNSPACED.search(word)} - FUNCTION_WORDS


def heaviest_run(weights: Sequence[float]) -> tuple[int, int]:
    """First line and line after the last of the run with the greatest sum; (0, 0) where all speak against."""
    best, best_run, total, start = 0.0, (0, 0), 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best:
            best, best_run = total, (start, i + 1)
    return best_run


# The headline


def find_title(lines: Sequence[Weighed], start: int, end: int) -> int | None:
    """The line that is most like a headline of the article, before its text; None where none is."""
    prose = [i for i in range(start, end) if lines[i].is_prose]
    if not prose:
        before = [i for i in range(start) if can_be_title(lines[i]) and lines[i].line.word_count >= 2]
        return max(before, key=lambda i: (score_form(lines, i) - distance_cost(i, start), -i), default=None)
    scores = score_titles(lines, prose, start, end)
    best = max(scores, key=lambda i: (scores[i], -i), default=None)
    beyond = score_titles(lines, without_prompts(lines, prose), start, end)
    far = max(beyond, key=lambda i: (beyond[i], -i), default=None)
    if far is not None and beyond[far] > (0.0 if best is None else scores[best]) + CLEARLY:
        scores, best = beyond, far
    if best is None or scores[best] < LEAST_TITLE:
        nearest = prose[0] - 1
        return nearest if scores.get(nearest, -1.0) > -0.6 else foreign_title(lines, prose[0])
    return next((i for i in scores if is_core_of(lines[i].line, lines[best].line)), best)


def title_text(lines: Sequence[Weighed], at: int) -> str:
    """A headline as another line of the page has it, where that one goes without a section or a site's name."""
    whole = squeeze(lines[at].line.text)
    for each in lines:
        text = squeeze(each.line.text)
        if is_core_of(each.line, lines[at].line) and HUNG_ON.fullmatch(whole.replace(text, "\0", 1)):
            return each.line.text
    return lines[at].line.text


def without_prompts(lines: Sequence[Weighed], prose: list[int]) -> list[int]:
    """Text less the short sentences that stand alone before it: they may be prompts, with the headline after them."""
    first = 0
    while len(prose) - first > FEWEST_BEHIND and prose[first + 1] > prose[first] + 1:
        if first == MOST_PROMPTS or lines[prose[first]].line.word_count > LONGEST_SLOGAN:
            break
        first += 1
    return prose[first:]


def score_titles(lines: Sequence[Weighed], prose: Sequence[int], start: int, end: int) -> dict[int, float]:
    """How much speaks for each line before a text to be its headline: its words, its form and its place."""
    first = max(0, start - TITLE_REACH)
    candidates = [i for i in range(first, last_title(lines, prose, end)) if can_be_title(lines[i])]
    leads = [i for i in range(max(0, start - LEAD_REACH), start) if lines[i].is_prose]
    vocabulary = vocabulary_of(lines, {*leads, *prose})
    counts = Counter(squeeze(each.line.text) for each in lines)
    heads = [squeeze(each.line.text) for each in lines[first : prose[0] + 1]]
    scores: dict[int, float] = {}
    rivals: set[str] = set()
    for i in candidates:
        line = lines[i].line
        share = share_words(line.text, vocabulary, own=i in {*leads, *prose}, least=3)
        score = 2.0 * min(1.0, share / 0.5) + score_form(lines, i)
        score -= 0.35 * min(4, len(rivals))
        score -= distance_cost(i, prose[0])
        score += 0.3 * leads_on(lines[i + 1 : i + 3], vocabulary)
        score += 0.3 * (
            line.word_count >= 4 and not beside_credit(lines, i) and is_repeated(squeeze(line.text), counts, heads)
        )
        score -= 2.0 * any(opens_longer(lines[j].line.text, line.text) for j in prose[:3] if j > i)
        scores[i] = score
        if share >= 0.34 and line.word_count >= 4 and score > LEAST_TITLE:
            rivals.add(squeeze(line.text))
    return scores


def is_repeated(text: str, counts: Counter[str], heads: Sequence[str]) -> bool:
    """Whether a page has a line twice, or once more at the end of its path of sections."""
    return counts[text] > 1 or any(head != text and head.endswith(text) for head in heads)


def beside_credit(lines: Sequence[Weighed], at: int) -> int:
    """How many of a line's two neighbours say whose picture it is: the line is its caption."""
    return sum(each.furniture == "credit" for each in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))


def opens_longer(text: str, line: str) -> bool:
    """Whether a paragraph begins with a line and goes on, or is the same sentence: the line is no headline."""
    return (len(text) > len(line) + LEAST_REST or line.endswith(".")) and begins_with(text, line)


def foreign_title(lines: Sequence[Weighed], text: int) -> int | None:
    """The line in another script that opens a page without a headline in its own."""
    first = next((i for i in range(text) if lines[i].furniture in {"", "other script"}), None)
    is_title = first is not None and lines[first].furniture == "other script" and lines[first].line.word_count >= 3
    return first if is_title else None


def last_title(lines: Sequence[Weighed], prose: Sequence[int], end: int) -> int:
    """The line before which a headline must stand: the text, or its second sentence where the first may be one."""
    datelined = next((i for i in range(min(prose), end) if dateline_at(lines[i].line.text, 0)), end)
    if prose[1:2] == [datelined]:  # a headline that is a whole sentence
        return datelined
    is_asked = prose[1:2] == [prose[0] + 1] and lines[prose[0]].line.text[-1] in "?!…"
    return min(prose[0] + (is_asked or prose[1:2] != [prose[0] + 1]), datelined)


def distance_cost(at: int, text: int) -> float:
    """What a headline's distance from the text speaks against it."""
    return 0.05 * max(0, text - at - NEAR_TEXT)


def leads_on(following: Sequence[Weighed], vocabulary: Counter[str]) -> bool:
    """Whether text that uses the article's words follows at once."""
    return any(
        each.is_prose and share_words(each.line.text, vocabulary, own=True) >= KINDRED_SHARE for each in following
    )


def can_be_title(line: Weighed) -> bool:
    is_paragraph = line.line.is_sentence and line.line.word_count > LONGEST_HEADING and "." in line.line.text[:-2]
    is_named = not line.furniture or (line.furniture == "repeated" and line.line.word_count >= 2)
    return is_named and not is_paragraph and not SITE_RESIDUE.match(line.line.text)


def share_words(text: str, vocabulary: Counter[str], own: bool, least: int = 2) -> float:
    """The share of a line's longer words that the text uses, in other lines than this one (`own`: one of the text).

    Fewer than `least` words count as so many: one word that is shared says little.
    """
    words = content_words(text)
    return sum(vocabulary[word] > own for word in words) / max(least, len(words))


def is_core_of(line: Line, other: Line) -> bool:
    """Whether a line is another without what a page hangs on it, such as its own name."""
    text, whole = squeeze(line.text), squeeze(other.text)
    return line.word_count >= 4 and len(text) < len(whole) and (whole.startswith(text) or whole.endswith(text))


def score_form(lines: Sequence[Weighed], at: int) -> float:
    """How much a line looks like a headline, whatever it is about."""
    line = lines[at].line
    score = next(worth for most, worth in TITLE_LENGTHS if line.word_count <= most)
    score -= 1.5 * (line.is_sentence and line.text[-1] not in '?!…"”“»') + 1.5 * bool(HALF_ENDS.search(line.text))
    score -= 0.8 * (line.text.endswith(".") and line.word_count > LONGEST_SENTENCE)
    score -= 1.5 * line.text[0].islower()
    score -= 1.5 * bool(BYLINE.match(line.text)) + 0.8 * bool(NAMES_ONLY.match(line.text))
    score -= 1.5 * bool(CREDITED.search(line.text))
    score -= 0.3 * beside_credit(lines, at)
    following = lines[at + 1 : at + 4]
    score += 0.3 * any(each.furniture in {"date", "share"} or BYLINE.match(each.line.text) for each in following)
    is_signed = any(each.furniture in STAMPS or BYLINE.match(each.line.text) for each in following[:2])
    score += 0.3 * (is_signed and line.word_count >= 3)
    return score


# The body


def choose_body(lines: Sequence[Weighed], title_at: int | None, start: int, end: int) -> list[int]:
    """The lines of the body: from the first running text after the headline, less furniture and copies."""
    begin = start if title_at is None else title_at + 1
    opening = next((i for i in range(begin, end) if opens_text(lines[i])), begin)
    title = squeeze(lines[title_at].line.text).strip(EDGES) if title_at is not None else ""
    chosen: list[int] = []
    seen: set[str] = set()
    for i in range(opening, end):
        text = squeeze(lines[i].line.text)
        is_again = text in seen and lines[i].line.word_count >= PROSE_WORDS
        is_copy = is_again or repeats_title(lines[i].line, title)
        if not lines[i].furniture and not is_copy:
            chosen.append(i)
            seen.add(text)
    return drop_copied_lead(lines, drop_closing(lines, drop_strays(lines, chosen)))


def drop_closing(lines: Sequence[Weighed], chosen: list[int]) -> list[int]:
    """Without notes on author and sources that close an article."""
    last = len(chosen)
    while last > 1 and (mark := lines[chosen[last - 1]].line.mark) and mark.effect is Effect.CLOSE:
        last -= 1
    return chosen[:last]


def drop_strays(lines: Sequence[Weighed], chosen: list[int]) -> list[int]:
    """Without headings that are none of the article's: links and captions, by their words and their neighbours."""
    vocabulary = vocabulary_of(lines, [i for i in chosen if lines[i].is_prose])
    kept = set(chosen)
    runs = heading_runs(lines)
    return [i for i in chosen if not is_stray(lines, i, runs[i], vocabulary, kept)]


def is_heading(line: Line) -> bool:
    return not line.is_sentence and not HALF_ENDS.search(line.text)


def is_prose(line: Line) -> bool:
    return line.is_sentence and line.word_count >= PROSE_WORDS


def heading_runs(lines: Sequence[Weighed]) -> list[int]:
    """For each line, how many lines in a row are headings there; 0 for text and furniture."""
    runs = [0] * len(lines)
    start = 0
    for i in range(len(lines) + 1):
        if i == len(lines) or lines[i].furniture or not is_heading(lines[i].line):
            runs[start:i] = [i - start] * (i - start)
            start = i + 1
    return runs


def is_stray(lines: Sequence[Weighed], at: int, run: int, vocabulary: Counter[str], kept: set[int]) -> bool:
    line = lines[at].line
    if lines[at].in_list or not is_heading(line):
        return False
    if line.word_count > LONGEST_HEADING or line.script not in SPACED_SCRIPTS:
        return False
    is_speech = line.text[0] in QUOTES or line.text[-1] in QUOTES
    if is_speech or BULLET.match(line.text) or NAMED_ROLE.match(line.text) or dateline_at(line.text, 0):
        return False
    if BYLINE.match(line.text) and line.word_count < 14:
        return True
    shared = share_words(line.text, vocabulary, own=False)
    before_furniture = at + 1 < len(lines) and at + 1 not in kept
    after_furniture = at > 0 and at - 1 not in kept and not (at + 1 in kept and lines[at + 1].is_prose)
    if before_furniture or after_furniture:
        return shared < 0.67
    return shared < 0.34 and (run > 1 or line.word_count > PROSE_WORDS)


def opens_text(line: Weighed) -> bool:
    count = line.line.word_count
    is_text = count >= LEAST_LEAD or (count >= 5 and (line.line.is_sentence or bool(HALF_ENDS.search(line.line.text))))
    is_text = is_text or dateline_at(line.line.text, 0) is not None
    return not line.furniture and is_text and not BYLINE.match(line.line.text)


def split_lead(lines: Sequence[Weighed], chosen: list[int]) -> tuple[int | None, list[int]]:
    """The summary that stands apart from the text, with a line of the day and a line of the hour between; and the rest.

    With a byline or buttons between, the first paragraph is as a rule the text's own, and stays.
    """
    between = [lines[i].furniture for i in range(chosen[0] + 1, chosen[1])] if len(chosen) > 1 else []
    return (chosen[0], chosen[1:]) if between[:2] == ["date", "clock"] else (None, chosen)


def drop_copied_lead(lines: Sequence[Weighed], chosen: list[int]) -> list[int]:
    """Without a lead that the next paragraph repeats, behind its dateline or as it is."""
    if len(chosen) < 2:
        return chosen
    lead, text = lines[chosen[0]].line.text, lines[chosen[1]].line.text
    return chosen[1:] if begins_with(text, lead) else chosen


def begins_with(text: str, lead: str) -> bool:
    """Whether a paragraph begins with a lead's words, datelines aside."""
    text, lead = (squeeze(without_dateline(each)).strip(EDGES) for each in (text, lead))
    return len(lead) > 20 and text.startswith(lead)


def without_dateline(text: str) -> str:
    dateline = dateline_at(text, 0)
    return text[dateline.end :] if dateline else text


# Who wrote and who published it


def find_byline(lines: Sequence[Weighed], title_at: int | None, first: int) -> int | None:
    """The line between the headline (or the page's head) and the text that names the author."""
    between = range(title_at + 1 if title_at is not None else max(0, first - 8), first)
    named = next((i for i in between if BYLINE.match(lines[i].line.text) and lines[i].line.word_count < 14), None)
    if named is not None:
        return named
    by_date = (i for i in between if any(lines[j].furniture == "date" for j in (i - 1, i + 1) if 0 <= j < len(lines)))
    return next((i for i in by_date if not lines[i].furniture and NAMES_ONLY.match(lines[i].line.text)), None)


def byline_of(text: str) -> str:
    found = BYLINE.match(text)
    return (found["names"] if found else text).strip(" .,|")


def find_publisher(lines: Sequence[Weighed], first: int) -> str | None:
    """The publisher's name: from what is left of a page's title at the head, or from a line of rights."""
    for each in lines[: min(first, 8)]:
        if found := SITE_RESIDUE.match(each.line.text):
            return found["name"].strip()
    for each in lines:
        if each.furniture in {"copyright", "rights"} and (found := RIGHTS_OF.match(each.line.text)):
            return found["name"].strip() or None
    return None


def place_of(at: int, first: int, last: int) -> LinePlace:
    return LinePlace.BEFORE if at < first else LinePlace.WITHIN if at < last else LinePlace.AFTER
