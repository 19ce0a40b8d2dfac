"""How far a share that was counted in a sample may be from that of all.

The interval is Wilson's (E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", JASA 22, 1927, 209-212), which holds for small samples and near 1, where the usual one,
p plus or minus 1.96 standard errors, does not.
"""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054
"""The 0.975 quantile of the normal distribution."""


def wilson(right: int, total: int, z: float = Z) -> tuple[float, float]:
    """Wilson's score interval for a proportion.

    Args:
        right: how many of `total`.
        total: if 0, nothing is known: 0 to 1.
        z: quantile of the normal distribution; by default for 95 %.

    >>> [round(bound, 3) for bound in wilson(10, 10)], wilson(0, 0)
    ([0.722, 1.0], (0.0, 1.0))
    """
    if not total:
        return 0.0, 1.0
    share = right / total
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
