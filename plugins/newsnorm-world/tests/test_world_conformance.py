"""What newsnorm asks of every gazetteer."""

from __future__ import annotations

import newsnorm.testing

test_world = newsnorm.testing.gazetteer_suite("world")
