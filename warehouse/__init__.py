"""From bytes to events, and the lake that holds them. Programs begin here: `from warehouse import Lake`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.store.lake import Lake

__all__ = ["Lake"]


def __getattr__(name: str) -> object:
    """Import the store only for those who ask for it: the stages need no database."""
    if name != "Lake":
        raise AttributeError(f"module 'warehouse' has no attribute {name!r}")
    from warehouse.store.lake import Lake

    return Lake
