"""Words by which a text tells what is past from what is still to come, without a parser."""

from __future__ import annotations

import re

from warehouse.articles.dates.words import YEAR

NEARBY = 60  # characters before a date in which a verb of the future counts
FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|going to|(?:is|are|be) (?:to|due|set|scheduled|expected|planned|likely|slated)"
    r"|plans?|intends?|hopes?|aims?|aspires?|expects?|seeks?|(?:is|are) (?:seeking|planning|hoping|aiming|preparing)"
    r"|upcoming|forthcoming|travels|leaves|opens|begins|starts|arrives"
    r"|meets|visits|deadline|target|forecasts?|projected|wants?|next)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will|shall|aspires?|hopes?|plans?|intends?|expects?"
    r"|(?:is|are) (?:seeking|hoping|aiming|planning|expected|due|set|scheduled|to))"
    rf"\b(?:(?!\b(?:was|were|had|when|since|who|did)\b)[^.;:()]){{0,80}}?"
    rf"\b(?:in|by|for|during|until|before) (?P<year>{YEAR})\b",
    re.IGNORECASE,
)
# Words before a year that put it into the future, whatever the tense of the sentence.
AHEAD_OF_YEAR = re.compile(
    r"\b(?:would|could|may|might|should|must|be|until|till|by|towards?|through|beyond|expected|planned|scheduled|hoped"
    r"|slated|due|expires?|preparations?|prepare|upcoming|forthcoming|continue|next|ahead of|bids?|candidates?"
    r"|programme|program|strategy|plans?|concept|targets?|goals?|forecasts?|projects?|starting|effective"
    r"|as of|set\b.*\bfor|to (?:visit|meet|hold|host|attend|travel|take|join|enter)"
    r"|(?:agreed|decided|proposed|promised|pledged|vowed|ordered|instructed|invited|offered|asked|urged|called)"
    r"\s+(?:[\w’']+\s+){0,3}(?:to|that|for))\b[^.;]*$",
    re.IGNORECASE,
)
# A verb in the past: without one a year may be part of a name or of a plan.
PAST_VERB = re.compile(
    r"\b(?:was|were|had|did|began|became|came|went|took|gave|made|held|won|lost|left|fell|rose|broke|brought|built|drew"
    r"|fought|got|grew|knew|led|met|put|ran|saw|sent|set|shot|spoke|stood|struck|told|wrote|been|since|following|after"
    r"|ago|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
