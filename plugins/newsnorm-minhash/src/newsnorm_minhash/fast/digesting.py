# mypy: ignore-errors
"""Digests of whole texts: see `encoded.digests`."""

from __future__ import annotations

import numpy as np

from newsnorm_minhash.fast.numbers import BASE, FIRST, ONE, SECOND, U, compiled, mix

LINE_ENDS, LOW = (U(byte * 0x0101010101010101) for byte in (0x0A, 0x7F))
TO_SPACE, S7 = U(0x0A ^ 0x20), U(7)
"""A line end in each byte; all bits but the upper one of each; what makes a space of a line end."""


@compiled
def digests(words, edges, sizes, count):
    """See `encoded.digests`."""
    made = np.empty((count, 2), np.uint64)
    for text in range(count):
        begin = U(edges[text])
        one = two = U(0)
        for at in range(U(edges[text + 1]) - begin):
            place = U(at)
            word = words[begin + place]
            other = word ^ LINE_ENDS
            other = ~(((other & LOW) + LOW) | other | LOW)
            mixed = mix((word ^ ((other >> S7) * TO_SPACE)) + place * BASE)
            one += mixed
            two += mixed * ((place * SECOND) | ONE)
        made[text, 0] = mix(one + U(sizes[text]) * FIRST)
        made[text, 1] = mix(two + U(sizes[text]) * SECOND)
    return made
