"""The event codes: PLOVER types and modes, CAMEO codes, quad classes and Goldstein scores.

The tables are `knowledge/codes/*.csv`. Quad classes follow PLOVER's split, Goldstein scores ICEWS's table.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from warehouse.knowledge import files


class Code(NamedTuple):
    """What an act is. `event_type` and `event_mode` are null where PLOVER has no word for it."""

    cameo_code: str
    event_type: str | None = None
    event_mode: str | None = None

    @property
    def root(self) -> str:
        return self.cameo_code[:2]


@dataclass(frozen=True, slots=True)
class Codes:
    """The closed lists that every coding keeps to."""

    quad_classes: dict[str, int]
    reciprocal: frozenset[str]
    modes: frozenset[tuple[str, str]]
    cameo: dict[str, Code]
    names: dict[str, str]
    goldstein: dict[str, float]

    @classmethod
    def load(cls, overlay: Path | None = None) -> Codes:
        types = files.rows("codes/types.csv", overlay).to_dicts()
        modes = files.rows("codes/modes.csv", overlay).to_dicts()
        cameo = files.rows("codes/cameo.csv", overlay).to_dicts()
        return cls(
            quad_classes={row["event_type"]: int(row["quad_class"]) for row in types},
            reciprocal=frozenset(row["event_type"] for row in types if row["reciprocal"] == "yes"),
            modes=frozenset((row["event_type"], row["event_mode"]) for row in modes),
            cameo={r["cameo_code"]: Code(r["cameo_code"], r["event_type"], r["event_mode"]) for r in cameo},
            names={row["cameo_code"]: row["name"] for row in cameo},
            goldstein={row["cameo_code"]: float(row["goldstein"]) for row in cameo},
        )

    def code(self, cameo_code: str, event_type: str | None = None, event_mode: str | None = None) -> Code:
        """The code with its usual type and mode, or with those given."""
        usual = self.cameo[cameo_code]
        if event_type is None or event_type == usual.event_type:
            return Code(cameo_code, usual.event_type, event_mode or usual.event_mode)
        return Code(cameo_code, event_type, event_mode)

    def quad_class(self, code: Code) -> int | None:
        return self.quad_classes.get(code.event_type) if code.event_type else None

    def faults(self, code: Code) -> list[str]:
        """What is wrong with a code, as sentences; empty when it is sound."""
        found = []
        if code.cameo_code not in self.cameo:
            found.append(f"CAMEO code {code.cameo_code} is not in codes/cameo.csv")
        if code.event_type is None:
            if code.root not in ("01", "02"):
                found.append(f"CAMEO code {code.cameo_code} needs a PLOVER type")
        elif code.event_type not in self.quad_classes:
            found.append(f"type {code.event_type} is not in codes/types.csv")
        elif code.event_mode and (code.event_type, code.event_mode) not in self.modes:
            found.append(f"{code.event_type} has no mode {code.event_mode} in codes/modes.csv")
        return found
