"""What newsnorm asks of every pair rule."""

from __future__ import annotations

import newsnorm.testing

test_agency = newsnorm.testing.pair_rule_suite("samewire/agency")
