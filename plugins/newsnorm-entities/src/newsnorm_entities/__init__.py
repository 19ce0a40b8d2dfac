"""Canonicalizers: what finds mentions in news and says which entity each one names.

They run in this order: names that the gazetteer knows become candidates;
acronyms are defined; titles before names make persons, and so do full names that stand like a
person's; surnames and titles alone refer back to them;
the evidence of the whole article decides between readings, or abstains;
names whose own words say so are bodies, or places, that no table has;
and of what is decided, capitals and offices say for whom they stand.
"""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm


@newsnorm.hookimpl
def newsnorm_canonicalizers() -> Iterable[newsnorm.CanonicalizerSpec]:
    """The canonicalizers of this plugin, in the order in which presets name them."""
    yield newsnorm.CanonicalizerSpec(
        "entities/gazetteer", _matcher, summary="names that the gazetteer knows become candidates"
    )
    yield newsnorm.CanonicalizerSpec(
        "entities/acronyms", _acronyms, summary="acronyms that the article defines"
    )
    yield newsnorm.CanonicalizerSpec(
        "entities/titles", _titles, summary="persons, by the titles before their names"
    )
    yield newsnorm.CanonicalizerSpec(
        "entities/persons", _persons, summary="persons, by full names without a title"
    )
    yield newsnorm.CanonicalizerSpec(
        "entities/surnames", _surnames, summary="surnames and titles that refer back to a person"
    )
    yield newsnorm.CanonicalizerSpec(
        "entities/resolve", _resolver, summary="decides between readings by evidence, or abstains"
    )
    yield newsnorm.CanonicalizerSpec(
        "entities/organizations", _organizations, summary="bodies and firms that no table has"
    )
    yield newsnorm.CanonicalizerSpec("entities/places", _places, summary="places that no table has")
    yield newsnorm.CanonicalizerSpec(
        "entities/metonyms", _metonyms, summary="capitals that act stand for their governments"
    )
    yield newsnorm.CanonicalizerSpec(
        "entities/offices", _offices, summary="titles without a name, and who held the office then"
    )


def _matcher() -> newsnorm.Canonicalizer:
    from newsnorm_entities.matching import Matcher

    return Matcher()


def _acronyms() -> newsnorm.Canonicalizer:
    from newsnorm_entities.acronyms import Acronyms

    return Acronyms()


def _titles() -> newsnorm.Canonicalizer:
    from newsnorm_entities.titles import Titles

    return Titles()


def _persons() -> newsnorm.Canonicalizer:
    from newsnorm_entities.persons import Persons

    return Persons()


def _surnames() -> newsnorm.Canonicalizer:
    from newsnorm_entities.surnames import Surnames

    return Surnames()


def _resolver() -> newsnorm.Canonicalizer:
    from newsnorm_entities.resolution import Resolver

    return Resolver()


def _organizations() -> newsnorm.Canonicalizer:
    from newsnorm_entities.organizations import Organizations

    return Organizations()


def _places() -> newsnorm.Canonicalizer:
    from newsnorm_entities.geographic_names import GeographicNames

    return GeographicNames()


def _metonyms() -> newsnorm.Canonicalizer:
    from newsnorm_entities.metonyms import Metonyms

    return Metonyms()


def _offices() -> newsnorm.Canonicalizer:
    from newsnorm_entities.offices import Offices

    return Offices()
