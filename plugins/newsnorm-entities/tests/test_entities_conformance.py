"""What newsnorm asks of every canonicalizer."""

from __future__ import annotations

import newsnorm.testing

test_gazetteer = newsnorm.testing.canonicalizer_suite("entities/gazetteer")
test_acronyms = newsnorm.testing.canonicalizer_suite("entities/acronyms")
test_titles = newsnorm.testing.canonicalizer_suite("entities/titles")
test_persons = newsnorm.testing.canonicalizer_suite("entities/persons")
test_surnames = newsnorm.testing.canonicalizer_suite("entities/surnames")
test_resolve = newsnorm.testing.canonicalizer_suite("entities/resolve")
test_organizations = newsnorm.testing.canonicalizer_suite(
    "entities/organizations", examples=["The Wexmoor Health Trust sued Brennick Holdings Ltd."]
)
test_places = newsnorm.testing.canonicalizer_suite(
    "entities/places", examples=["Boats left Lake Velt for the town of Orrin."]
)
test_metonyms = newsnorm.testing.canonicalizer_suite("entities/metonyms")
test_offices = newsnorm.testing.canonicalizer_suite("entities/offices")
