"""How hypothesis searches.

`make test` draws the same examples every time, so that it passes or fails by what the code does
alone; `make test-all` draws many more, and others each time. So it is with the inputs that the
conformance suites draw.
"""

from __future__ import annotations

import os

from hypothesis import settings

pytest_plugins = ["newsnorm.testing.summary"]

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile("steady")
os.environ.setdefault("NEWSNORM_TESTING_EXAMPLES", "20")
