"""What newsnorm asks of every cleaner, and of the rules of packs."""

from __future__ import annotations

import newsnorm.testing

test_furniture = newsnorm.testing.pack_suite(
    "wire/furniture",
    expected_failures={
        "rule-examples": "examples of an agency's rules hold its dateline, which another rule keeps",
    },
)
