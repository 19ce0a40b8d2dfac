"""What newsnorm asks of every pack and every gazetteer."""

from __future__ import annotations

import newsnorm.testing

test_datelines = newsnorm.testing.pack_suite("khabar/datelines")
test_places = newsnorm.testing.gazetteer_suite("khabar/places")
