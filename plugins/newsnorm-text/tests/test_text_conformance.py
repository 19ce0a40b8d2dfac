"""What newsnorm asks of every cleaner."""

from __future__ import annotations

import newsnorm.testing

test_encoding = newsnorm.testing.cleaner_suite("text/encoding")
test_markup = newsnorm.testing.cleaner_suite("text/markup")
test_invisible = newsnorm.testing.cleaner_suite("text/invisible")
test_nfc = newsnorm.testing.cleaner_suite("text/nfc")
test_quotes = newsnorm.testing.cleaner_suite("text/quotes")
test_spaces = newsnorm.testing.cleaner_suite("text/spaces")
test_layout = newsnorm.testing.cleaner_suite("text/layout")
