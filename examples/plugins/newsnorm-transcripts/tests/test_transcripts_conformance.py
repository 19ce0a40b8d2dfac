"""What newsnorm asks of every cleaner, and of the rules of packs."""

from __future__ import annotations

import newsnorm.testing

test_cues = newsnorm.testing.pack_suite("transcripts/cues")
