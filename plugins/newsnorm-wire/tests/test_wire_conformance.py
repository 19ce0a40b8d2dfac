"""What newsnorm asks of every cleaner, and of the rules of packs."""

from __future__ import annotations

import newsnorm.testing

test_furniture = newsnorm.testing.pack_suite(
    "wire/furniture",
    expected_failures={
        "idempotent": "five tags in a row are one more than the passes of the stage take away",
        "rule-examples": "the example of an advisory is also one of a credit, which comes first",
    },
)
