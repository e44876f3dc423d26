"""Average linkage: groups whose members are alike on the whole, whatever the order of the members."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np


def average_linkage(likeness: np.ndarray, enough: float) -> np.ndarray:
    """For each row of a symmetric matrix, the smallest row of its group.

    The two likest groups are joined, again and again, while the mean likeness of their members is `enough`;
    of equal likeness, the pair that stands first in the matrix. Minus infinity keeps two rows apart for good;
    pairs without a number (NaN) are left out of the mean.
    """
    count = len(likeness)
    every = np.arange(count)
    groups = every.copy()
    if count < 2:
        return groups
    known = ~np.isnan(likeness)
    np.fill_diagonal(known, val=False)
    sums, counts = np.where(known, likeness, 0.0), known.astype(np.float64)
    means = _means(sums, counts)
    partner = means.argmax(axis=1)  # of each row, the likest; kept up to date, as a search of all rows is dear
    while True:
        row = int(means[every, partner].argmax())
        low, high = sorted((row, int(partner[row])))
        if means[low, high] < enough:
            return groups
        for table in (sums, counts):
            table[low] += table[high]
            table[:, low] = table[low]
            table[high], table[:, high] = 0.0, 0.0
        counts[low, low] = 0.0
        means[low] = _means(sums[low], counts[low])
        means[:, low] = means[low]
        means[high], means[:, high] = -np.inf, -np.inf
        stale = (partner == low) | (partner == high) | (means[:, low] > means[every, partner])
        stale[[low, high]] = True
        partner[stale] = means[stale].argmax(axis=1)
        groups[groups == high] = low


def _means(sums: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Means of what is known; minus infinity where nothing is."""
    return np.where(counts > 0, sums / np.maximum(counts, 1.0), -np.inf)


def average_linkage_of_pairs(
    count: int, first: np.ndarray, second: np.ndarray, likeness: np.ndarray, elsewhere: float, enough: float
) -> np.ndarray:
    """As `average_linkage`, where only some pairs of `count` rows are compared and all others are alike `elsewhere`.

    `first` and `second` hold the places of each compared pair, each pair once. The work grows with their number, not
    with the square of `count`; `elsewhere` must be less than `enough`.
    """
    sizes = [1] * count
    neighbours: list[dict[int, tuple[float, int]]] = [{} for _ in range(count)]
    for a, b, value in zip(first.tolist(), second.tolist(), likeness.tolist(), strict=True):
        neighbours[a][b] = neighbours[b][a] = (value, 1)
    groups = np.arange(count)

    def mean(a: int, b: int) -> float:
        total, compared = neighbours[a][b]
        pairs = sizes[a] * sizes[b]
        return (total + (pairs - compared) * elsewhere) / pairs

    heap = [(-mean(a, b), a, b) for a in range(count) for b in neighbours[a] if a < b]
    heapify(heap)
    while heap:
        closeness, low, high = heappop(heap)
        if -closeness < enough:
            break
        if high not in neighbours[low] or -closeness != mean(low, high):
            continue  # one of the two has been joined to another since
        groups[groups == high] = low
        del neighbours[low][high]
        for other, (total, compared) in neighbours[high].items():
            if other != low:
                before, known = neighbours[low].get(other, (0.0, 0))
                neighbours[low][other] = neighbours[other][low] = (before + total, known + compared)
                del neighbours[other][high]
        neighbours[high] = {}
        sizes[low] += sizes[high]
        for other in neighbours[low]:
            heappush(heap, (-mean(low, other), min(low, other), max(low, other)))
    return groups
