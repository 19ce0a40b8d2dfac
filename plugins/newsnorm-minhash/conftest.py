"""Where numba is not installed, compiled code cannot be imported, not even for its doctests."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = [] if find_spec("numba") else ["src/newsnorm_minhash/fast"]
