"""Average linkage: groups whose members are alike on the whole, whatever the order of the members."""

from __future__ import annotations

import numpy as np


def average_linkage(likeness: np.ndarray, enough: float) -> np.ndarray:
    """For each row of a symmetric matrix, the smallest row of its group.

    The two likest groups are joined, again and again, while the mean likeness of their members is `enough`;
    of equal likeness, the pair that stands first in the matrix. A likeness of minus infinity keeps two rows
    apart for good.
    """
    count = len(likeness)
    likeness = likeness.astype(np.float64)
    np.fill_diagonal(likeness, -np.inf)
    sizes = np.ones(count)
    groups = np.arange(count)
    while count > 1:
        low, high = sorted(divmod(int(likeness.argmax()), count))
        if likeness[low, high] < enough:
            break
        joined = (likeness[low] * sizes[low] + likeness[high] * sizes[high]) / (sizes[low] + sizes[high])
        likeness[low], likeness[:, low] = joined, joined
        likeness[high], likeness[:, high], likeness[low, low] = -np.inf, -np.inf, -np.inf
        sizes[low] += sizes[high]
        groups[groups == high] = low
    return groups
