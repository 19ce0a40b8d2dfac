"""What bodies are called by that no bracket defines: initials, and what they are known as."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("iso3166:RU", "Ruland", "place", "country"),
        Entity("local:wpl", "World Parsnip League", "organization", "igo"),
        Entity("local:nbo", "Northern Bell Office", "organization", "agency"),
    ],
    [Alias("NBO", "local:nbo")],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def bodies(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Surfaces and names of the organizations in an article."""
    article = NLP.normalize(text, title=title)
    return [(m.surface, m.name) for m in article.mentions if m.kind == "organization"]


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("The Velt Rescue Committee met. The VRC wants boats.", "VRC", "Velt Rescue Committee"),
        ("The VRC wants boats. The Velt Rescue Committee has two.", "VRC", "Velt Rescue Committee"),
        ("He left the Committee for Velt and Rescue. The CVR is sad.", "CVR",
         "Committee for Velt and Rescue"),
        ("Velt Marine Logistics sued. The company, known as VML, has two tugs.", "VML",
         "Velt Marine Logistics"),
        ("He bought Velt & Roeburg. Nobody at V&R was asked.", "V&R", "Velt & Roeburg"),
        ("The Velt Rescue Agency, known as Velres, has boats.", "Velres", "Velt Rescue Agency"),
        ("The Velt Rescue Agency, also known as the VA, has boats.", "VA", "Velt Rescue Agency"),
        ("The Velt Rescue Agency (Velres) has boats.", "Velres", "Velt Rescue Agency"),
    ],
)  # fmt: skip
def test_a_body_is_found_by_its_initials_and_by_what_it_is_known_as(
    text: str, short: str, name: str
) -> None:
    assert (short, name) in bodies(text)


def test_the_title_may_have_the_initials_alone() -> None:
    assert bodies("The Velt Rescue Committee met.", "VRC to buy boats")[0] == (
        "VRC", "Velt Rescue Committee"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "short"),
    [
        # Two bodies have them.
        ("The Velt Rescue Committee met the Velt River Council. The VRC left.", "VRC"),
        # They are a title, or two letters alone.
        ("The Central Elm Organization met. Its CEO left.", "CEO"),
        ("The Velt Committee met. The VC left.", "VC"),
        # A sign at an exchange.
        ("He sold Velt Rubber Company Ltd <VRC>. He kept (VRC.N) shares.", "VRC"),
        # What stands in brackets is a word, a person's name, or a firm's country.
        ("The Velt Rescue Agency (Rescue) has boats.", "Rescue"),
        ("The Velt Rescue Agency (Philip) has boats.", "Philip"),
        ("The Velt Rescue Agency (Ruland) has boats.", "Ruland"),
        ("Velt Rubber Ltd (Roeland) has boats.", "Roeland"),
        ("Banco Velto (Brasilio) S.A. has boats.", "Brasilio"),
        # What somebody else is known as.
        ("The Velt Rescue Agency, known as Velres Roeburg, has boats.", "Velres"),
    ],
)
def test_what_may_mean_another_thing_is_left_alone(text: str, short: str) -> None:
    assert short not in [surface for surface, _ in bodies(text)]


def test_what_a_table_has_under_the_initials_wins() -> None:
    found = bodies("The Northern Basket Office met. The NBO and the World Parsnip League left.")
    assert ("NBO", "Northern Bell Office") in found


def test_a_form_of_its_own_is_no_other_body_s_initials() -> None:
    found = bodies("CEVE Holdings Ltd pays the Council for Elm Velt Energy. CEVE left.")
    assert found[-1] == ("CEVE", "CEVE Holdings")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The Northern Search and Rescue Agency left.", "Northern Search and Rescue Agency"),
        ("The Business, Trade and Housing Agency left.", "Business, Trade and Housing Agency"),
    ],
)
def test_words_before_and_make_a_name_of_a_noun(text: str, surface: str) -> None:
    assert [surface for surface, _ in bodies(text)] == [surface]


@pytest.mark.parametrize("text", ["Ruland and Customs Union states met.", "Windows and Office."])
def test_two_things_are_no_body(text: str) -> None:
    assert not bodies(text)
