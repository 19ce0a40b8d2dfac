"""What newsnorm asks of every cleaner."""

from __future__ import annotations

import newsnorm.testing

test_invisible = newsnorm.testing.cleaner_suite("text/invisible")
test_nfc = newsnorm.testing.cleaner_suite(
    "text/nfc",
    expected_failures={"idempotent": "a run of more than 30 marks is cut first, and sorted then"},
)
test_quotes = newsnorm.testing.cleaner_suite("text/quotes")
test_spaces = newsnorm.testing.cleaner_suite("text/spaces")
test_layout = newsnorm.testing.cleaner_suite("text/layout")
