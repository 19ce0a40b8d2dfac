"""How hypothesis searches.

`make test` draws the same examples every time, so that it passes or fails by what the code does
alone; `make test-all` draws many more, and others each time.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile("steady")
