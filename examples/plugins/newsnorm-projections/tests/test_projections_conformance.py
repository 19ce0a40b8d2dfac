"""What newsnorm asks of every deduplicator."""

from __future__ import annotations

import newsnorm.testing

test_cosine = newsnorm.testing.deduplicator_suite("projections/cosine")
