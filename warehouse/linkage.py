"""Average linkage: groups whose members are alike on the whole, whatever the order of the members."""

from __future__ import annotations

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
