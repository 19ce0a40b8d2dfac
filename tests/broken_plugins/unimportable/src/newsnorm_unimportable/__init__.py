"""A plugin whose import raises, and leaves a mark if it was tried."""

from __future__ import annotations

import os
from pathlib import Path

if "NEWSNORM_TEST_MARK" in os.environ:
    Path(os.environ["NEWSNORM_TEST_MARK"]).write_text("imported", encoding="utf-8")

raise RuntimeError("the dictionary of dashes is missing")
