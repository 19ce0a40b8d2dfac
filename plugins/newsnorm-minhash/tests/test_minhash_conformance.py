"""What newsnorm asks of every deduplicator."""

from __future__ import annotations

import newsnorm.testing

test_exact = newsnorm.testing.deduplicator_suite("minhash/exact")
test_near = newsnorm.testing.deduplicator_suite("minhash/near")
test_contained = newsnorm.testing.deduplicator_suite("minhash/contained")
