"""The same as numpy does elsewhere in this plugin, compiled: equal to the last bit.

Compiled code works through one article after the other, from its characters to its sketch, in
memory that stays in the processor's cache; numpy works through one step after the other, for many
articles at once. What is to be made is written there: in `characters`, `words`, `spellings`,
`sets`, `facts`, `contained` and `overlap`. Compiling takes some ten seconds the first time, after
that it is read from a cache.
"""

from newsnorm_minhash.fast.comparing import overlap
from newsnorm_minhash.fast.digesting import digests
from newsnorm_minhash.fast.keys import bands, least, passages
from newsnorm_minhash.fast.sketching import sketches

__all__ = ["bands", "digests", "least", "overlap", "passages", "sketches"]
