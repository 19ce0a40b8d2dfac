"""Names that are composed: ministries of an owner and a portfolio, companies with a legal form."""

from __future__ import annotations

from collections.abc import Iterator

from world_build.tables import CURATED, Row, read


def ministries() -> Iterator[tuple[str, str, list[str]]]:
    """Owner, canonical name and other names of each ministry.

    The canonical name is "Ukrainian Foreign Ministry"; with it go the other names of the
    portfolio, behind the adjective, behind the owner's genitive and before "of".
    """
    portfolios = list(read(CURATED / "portfolios.tsv"))
    for owner in read(CURATED / "owners.tsv"):
        adjective, country = owner["adjective"], owner["name"]
        genitive = country + ("'" if country.endswith("s") else "'s")
        behind_of = ("the " if owner["article"] == "yes" else "") + country
        for portfolio in portfolios:
            ministries = portfolio["names"].split(";")
            forms = [f"{adjective} {name}" for name in ministries]
            forms += [f"{genitive} {name}" for name in ministries]
            forms += [f"{name} of {behind_of}" for name in ministries if " of " in name]
            yield owner["entity"], forms[0], forms[1:]


def legal_names(name: str, country: str) -> Iterator[str]:
    """A company's name with the legal forms of its country.

    >>> list(legal_names("Siemens", "DE"))
    ['Siemens AG', 'Siemens SE', 'Siemens GmbH']
    """
    for row in _legal_forms():
        if row["country"] == country:
            for form in row["forms"].split(";"):
                yield f"{name} {form}"


def _legal_forms() -> Iterator[Row]:
    return read(CURATED / "legal_forms.tsv")
