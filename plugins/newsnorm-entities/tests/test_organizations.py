"""Bodies and firms that no table has: each phenomenon beside its trap."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("iso3166:US", "United States", "place", "country"),
        Entity("iso3166:RW", "Rwanda", "place", "country"),
        Entity("iso3166:LT", "Lithuania", "place", "country"),
        Entity("geonames:1", "Anhui", "place", "region"),
        Entity("local:roemart", "Roemart", "organization", "company"),
        Entity("local:corvane", "Corvane Lab", "organization", "company"),
        Entity("local:global", "Global Roemart", "organization", "company"),
        Entity("local:pipes", "Pipes and Drains Commission", "organization", "agency"),
        Entity("local:nato", "NATO", "organization", "igo"),
        Entity(
            "local:mfa-russia", "Ministry of Foreign Affairs of Russia", "organization", "agency"
        ),
        Entity("local:mfa-ghana", "Ministry of Foreign Affairs of Ghana", "organization", "agency"),
    ],
    [
        Alias("U.S.", "iso3166:US"),
        Alias("Russian Foreign Ministry", "local:mfa-russia"),
        Alias("Ghanaian Foreign Ministry", "local:mfa-ghana"),
    ],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def bodies(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Surfaces and names of the organizations in an article."""
    article = NLP.normalize(text, title=title)
    return [(m.surface, m.name) for m in article.mentions if m.kind == "organization"]


def surfaces(text: str) -> list[str]:
    return [surface for surface, _ in bodies(text)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The Wexmoor Health Trust said so.", "Wexmoor Health Trust"),
        ("She works for the Free Voice of Rwanda.", "Free Voice of Rwanda"),
        ("He joined the State Agency for Restoration.", "State Agency for Restoration"),
        ("The Ministry of Health of Rwanda agreed.", "Ministry of Health of Rwanda"),
        ("A Ministry of Trade and Water Management was planned.",
         "Ministry of Trade and Water Management"),
        ("The Kelmont County Sheriff's Office released it.", "Kelmont County Sheriff's Office"),
        ("The Quay Workers' Union blocked it.", "Quay Workers' Union"),
        ("Lithuania's State Defence Council met.", "State Defence Council"),
        ("He left St. Brannoc's Hospital at noon.", "St. Brannoc's Hospital"),
        ("Brennick Holdings Ltd bought it.", "Brennick Holdings Ltd"),
        ("Orvelt Hythe plc sold it.", "Orvelt Hythe plc"),
        ("Minera Velt S.A. sold it.", "Minera Velt S.A"),
        ("Velt Public Service Co of Ohio sold it.", "Velt Public Service Co of Ohio"),
        ("Daejin Securities cut its rating.", "Daejin Securities"),
        ("Velt & Brunning sued them.", "Velt & Brunning"),
        ("It told the broadcaster Velto of the plan.", "Velto"),
        ("Litgrid, the state grid operator, said so.", "Litgrid"),
        ("The House of Deputies Ethics Committee met.", "House of Deputies Ethics Committee"),
        ("The Republican-led Trade Affairs Committee met.", "Trade Affairs Committee"),
        ("It left the Fund for Peace on Dec. 23.", "Fund for Peace"),
    ],
)  # fmt: skip
def test_names_whose_own_words_say_so_are_bodies(text: str, surface: str) -> None:
    assert surfaces(text) == [surface]


@pytest.mark.parametrize(
    "text",
    [
        "The Board met, and the Council agreed.",  # no name
        "The Bank Holiday is on Monday.",
        "THE WEXMOOR HEALTH TRUST LOSES APPEAL",  # capitals tell nothing
        "Pierce, Fenner and Smith Inc sold it.",  # the end of a name
        "He owns M&T Bank Corp shares.",
        "A Q & A was held.",
        "Bill & Hillary came.",
        "The company Friday said so.",
        "An alert on the company's Web site said so.",
        "Velt, a company spokesman, said so.",
        "He left Velt, an agency town.",
    ],
)
def test_what_is_no_name_of_a_body_is_left_alone(text: str) -> None:
    assert not bodies(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The House Ways and Means Committee met.", "House Ways and Means Committee"),
        ("The Velt Department of Fish & Game agreed.", "Velt Department of Fish & Game"),
        ("He sued the Velt Iron and Steel Union.", "Velt Iron and Steel Union"),
        ("The Velt Trust and Banking Co Ltd paid.", "Velt Trust and Banking Co Ltd"),
        ("It bought Velt Power and Light Co on Monday.", "Velt Power and Light Co"),
        ("It bought C. Deilsohn AG on Monday.", "C. Deilsohn AG"),
        ("It bought A.N. Sorvelt Corp on Monday.", "A.N. Sorvelt Corp"),
        ("It left U.S. Trust Co on Monday.", "U.S. Trust Co"),
        ("It left US Velt Inc on Monday.", "US Velt Inc"),
        ("It bought 20th Velt Film Corp on Monday.", "20th Velt Film Corp"),
        ("It bought Velt Steel Co  Ltd on Monday.", "Velt Steel Co  Ltd"),
        ("It bought <Brunn & Co KGaA> on Monday.", "Brunn & Co KGaA"),
        ("Velt Insurance Sdn Bhd grew.", "Velt Insurance Sdn Bhd"),
        ("Velt Making Corp of America grew.", "Velt Making Corp of America"),
        ("Federal Velt Board Co grew.", "Federal Velt Board Co"),
        ("Retailer Velt Holdings Corp grew.", "Velt Holdings Corp"),
        ("It met Blue Roes-owner Velt Communications.", "Velt Communications"),
        ("The Velt Affairs Department the Gateway Scheme needs met.", "Velt Affairs Department"),
        ("The National Association of Velters Friday met.", "National Association of Velters"),
        ("It bought Velt and Velt Co Plc in May.", "Velt and Velt Co Plc"),
        ("It bought Velto GmbH & Co. KG in May.", "Velto GmbH & Co. KG"),
        ("The Office of Juvenile Justice and Crime met.", "Office of Juvenile Justice and Crime"),
        ("The Committee on Water Affairs Martin Velt leads met.", "Committee on Water Affairs"),
    ],
)
def test_names_go_on_beyond_a_run_of_capitals_or_end_before(text: str, surface: str) -> None:
    assert surfaces(text) == [surface]


@pytest.mark.parametrize(
    "text",
    [
        "He left Donalvelt, Lufvelt and Jenvelt Securities Corp on Monday.",  # one firm or two
        "It was led by Warvelt, Pincvelt Capital Co, a partnership.",
        "He left Searvelt, Roebvelt & Co on Monday.",
        "It told the broadcaster Velto, Casvelt & Calvelt of the plan.",
        "He reads The Daily Velt.",
        "They met in Kurvelt Agency.",  # a district
        "It sells the Velt Web Conferencing Service.",  # a product
        "It has 25 new Velt Stores there.",
        "The Macvelt SE is here; he sold the Macvelt SE.",
        "For some it was their Velt Tea Party.",  # an event
        "Monday's Velt Group 6 match is on.",
        "The Velt Fund-World Bank meeting is on.",  # two bodies
        "Mandvelt & Lacivelt have begun.",
        "They showed VELTO & UNITY in May.",
        "It left Domino of Velto Inc in May.",
        "It left BB&T Velt Management Corp in May.",
        "It left Bank of Velt NT and SA in May.",
        "It met at the Foundation of Velto's Choice Conference in May.",
        "He left the University of California, Velt Beach, in May.",
        "It told Indvelt Equity (Pacific) Ltd, an investment company, of the plan.",
        "The Blue Cross of North Velt, the insurer, grew.",
        "JANE ROE, DIRECTOR OF STRATEGY AT VELTO CAPITAL MANAGEMENT, Boston said so here today.",
    ],
)
def test_a_part_of_a_name_and_another_thing_are_left_alone(text: str) -> None:
    assert not bodies(text)


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Sun Co", "Sun Co"),
        ("Holiday Corp", "Holiday Corp"),
        ("Velt Deposit Insurance Corp", "Velt Deposit Insurance Corp"),
        ("Velt Motor Corp", "Velt Motor Corp"),
        ("Velt Steel Corp", "Velt Steel"),
    ],
)
def test_what_is_no_name_without_its_legal_form_keeps_it(surface: str, name: str) -> None:
    assert bodies(f"It bought {surface} on Monday.") == [(surface, name)]


def test_an_acronym_that_counts_the_legal_form_keeps_it() -> None:
    text = "The Velt Grain Corp (VGC) met."
    assert bodies(text) == [("Velt Grain Corp", "Velt Grain Corp"), ("VGC", "Velt Grain Corp")]


def test_an_acronym_of_a_longer_name_is_not_that_of_its_end() -> None:
    text = "He left the Circle of the Velt Academy of Tin (IMVX)."
    assert surfaces(text) == ["Velt Academy of Tin"]


@pytest.mark.parametrize(
    "text",
    [
        "Motvelt Anhui Ltd grew. Motvelt makes phones.",  # a branch and its owner
        "Evervelt Lotus Ltd grew, China Evervelt Holdings Ltd lost. An Evervelt official left.",
        "Corvelt Foods Ltd left the Corvelt-Navvelt group.",
        "Corvelt Keegan Foods Ltd left. Its Corvelt Keegan and Co unit grew.",
    ],
)
def test_the_first_word_of_two_firms_is_nobodys_short_form(text: str) -> None:
    assert not [surface for surface in surfaces(text) if not surface.endswith("Ltd")]


def test_firms_with_two_legal_forms_are_two() -> None:
    text = "Stroyvelt LLC met Stroyvelt OJSC, and Velt Co met Velt Co Inc."
    names = ["Stroyvelt", "Stroyvelt OJSC", "Velt", "Velt"]
    assert [name for _, name in bodies(text)] == names


def test_a_ministry_without_a_state_is_that_of_the_only_state_or_nobodys() -> None:
    one = "The Health Ministry met. He left Rwanda."
    assert bodies(one) == [("Health Ministry", "Health Ministry of Rwanda")]
    assert not bodies(f"{one} He left Lithuania.")


@pytest.mark.parametrize("sum_", ["US$300 million", "US\\$300 million", "US $300 million"])
def test_us_before_a_dollar_sign_is_no_country(sum_: str) -> None:
    table = Gazetteer.of(
        [Entity("iso3166:US", "United States", "place", "country")], [Alias("US", "iso3166:US")]
    )
    nlp = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    assert not nlp.normalize(f"It cost {sum_}.").mentions
    assert nlp.normalize("It paid the US $300 million.").mentions


def test_short_forms_mean_the_body_of_the_article() -> None:
    text = "Corvane Resources Ltd lost money. Corvane said so. Corvane Street is elsewhere."
    assert bodies(text, "Corvane falls") == [
        ("Corvane", "Corvane Resources"),
        ("Corvane Resources Ltd", "Corvane Resources"),
        ("Corvane", "Corvane Resources"),
    ]
    text = "The State Security Office (VSD) met. The VSD left."
    assert surfaces(text) == ["State Security Office", "VSD", "VSD"]
    text = "The Federation of Towns of Velt met. The Federation of Towns left."
    assert surfaces(text) == ["Federation of Towns of Velt", "Federation of Towns"]


@pytest.mark.parametrize(
    "text",
    [
        "Velt Steel Corp met Velt Foods Corp. Velt left.",  # two owners
        "Anhui Roe Energy Ltd grew. It is known beyond Anhui.",  # a place's name
        "Vintage Holdings Ltd grew. Vintage cars did not.",  # a word
        "Martin Velt Holdings Ltd grew. Martin left.",  # a given name
    ],
)
def test_short_forms_that_may_mean_another_thing_are_left_alone(text: str) -> None:
    assert text.split(". ")[1].split(maxsplit=1)[0] not in surfaces(text)[2 - text.count("met") :]
    assert len(surfaces(text)) == 1 + text.count(" met ")


def test_a_ministry_without_its_state_is_the_one_of_the_article() -> None:
    one = "The Russian Foreign Ministry met. A Foreign Ministry spokesman left."
    assert [name for _, name in bodies(one)] == ["Ministry of Foreign Affairs of Russia"] * 2
    two = f"The Ghanaian Foreign Ministry left. {one}"
    assert len(bodies(two)) == 2


def test_what_a_table_has_wins_and_persons_do() -> None:
    assert bodies("NATO met.") == [("NATO", "NATO")]
    article = NLP.normalize("The Ministry of Health of Rwanda agreed.")
    assert [m.kind for m in article.mentions] == ["organization"]


def test_a_firm_does_not_share_the_id_of_a_person() -> None:
    article = NLP.normalize("Jane Velt came. Jane Velt Co. sold it.")
    assert len({m.entity for m in article.mentions}) == len({m.kind for m in article.mentions})


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "The the Velt Roe Bank Trust of and & Ltd S.A. Ministry , . (VBT) 's St. said".split()
        ),
        max_size=14,
    )
)
def test_spans_are_slices_and_do_not_overlap(parts: list[str]) -> None:
    article = NLP.normalize(" ".join(parts))
    end = 0
    for mention in article.mentions:
        assert article.text[mention.start : mention.end] == mention.surface
        assert mention.start >= end
        end = mention.end


def test_a_table_s_body_is_meant_with_and_in_another_form() -> None:
    found = NLP.normalize("The Pipes & Drains Commission met.").mentions
    assert [(m.surface, m.entity) for m in found] == [("Pipes & Drains Commission", "local:pipes")]


def test_a_firm_s_office_is_no_body() -> None:
    assert "Roemart Office" not in surfaces("The new Roemart Office costs more.")


def test_a_table_s_firm_is_found_again_by_its_first_word() -> None:
    assert surfaces("Corvane Lab fell. Corvane denied it.") == ["Corvane Lab", "Corvane"]
    assert surfaces("Corvane denied it.") == []
    assert surfaces("Global Roemart fell. Global growth fell.") == ["Global Roemart"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She died at Velt Medical Center.", ["Velt Medical Center"]),
        ("The Coptic Orthodox Church met.", ["Coptic Orthodox Church"]),
        ("The Superior Electoral Court barred him.", ["Superior Electoral Court"]),
        ("The Veltland National Guard was sent.", ["Veltland National Guard"]),
        ("The U.S. Timber Service said no.", ["U.S. Timber Service"]),
        ("He parked at the Velt Shopping Center.", []),
        ("The National Guard was sent to the Trade Center.", []),
    ],
)
def test_nouns_that_name_bodies_behind_certain_words(text: str, expected: list[str]) -> None:
    assert [surface for surface, _ in bodies(text)] == expected


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("The Velt Development Bank (VeDB) lent. The VeDB is new.",
         ["Velt Development Bank", "VeDB", "VeDB"]),
        ("The V.N. Protection Force (VNPROFOR) left. VNPROFOR is small.",
         ["V.N. Protection Force", "VNPROFOR", "VNPROFOR"]),
    ],
)  # fmt: skip
def test_acronyms_with_small_letters_and_with_syllables(text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in bodies(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velt Ferries apologised.", ["Velt Ferries"]),
        ("Velt Mines and Metals Co grew.", ["Velt Mines and Metals Co"]),
        ("They met the Velt Mines Minister.", []),
        ("The Front for Velt Autonomy claimed it.", ["Front for Velt Autonomy"]),
        ("It needs the People's Party of Walter Velt.", ["People's Party"]),
        ("The Centre for Velt and Roe opened.", []),
        (
            "Jan Roe of the Center of Roe Studies left. He met the Center for Velt Technologies.",
            ["Center for Velt Technologies"],
        ),
        ("The Velt State Highway Patrol came.", ["Velt State Highway Patrol"]),
        ("Orvelt Aerostructures apologised.", ["Orvelt Aerostructures"]),
        ("It is smaller than Orvelt Dynamics.", ["Orvelt Dynamics"]),
        ("He left Orvelt Steel Works.", ["Orvelt Steel Works"]),
        ("He left Orvelt Works. She read up on Population Dynamics.", []),
    ],
)
def test_nouns_at_the_end_of_a_name(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orvelt Mobile, Roeland's third-largest phone company, said so.", ["Orvelt Mobile"]),
        ("Frutas del Velto, a grower based in Roeport, lost it.", ["Frutas del Velto"]),
        ("It bought the Rwandan operator Orvelt Cell.", ["Orvelt Cell"]),
        ("It bought its Rwandan rival Velmejerier.", ["Velmejerier"]),
        ("Not in the club, the cooperative Vline feared it.", ["Vline"]),
        ("The job went to Red River Velters, a firm from Roeport.", ["Red River Velters"]),
        ("Another exporter, Orvelt, declined to comment.", ["Orvelt"]),
        ("Shares in Orvelt rose 4 percent.", ["Orvelt"]),
        ("Orvelt Mek shares lost a tenth of their value.", ["Orvelt Mek"]),
        ("Orvelt's shares fell on Monday.", ["Orvelt"]),
        ("Someone at law firm Orvelt Levin said so, an analyst at Velquist said.",
         ["Orvelt Levin", "Velquist"]),
        ("Lithuanian retailer Orvelt lost it.", ["Orvelt"]),
        ("He met Orvelt shareholders.", ["Orvelt"]),
        ("It told the broadcaster Velto Monday that he left.", ["Velto"]),
        ("Veltunion, the group's local unit, left.", ["Veltunion"]),
        ("It needs Orvelt Soup, the city's largest employer.", ["Orvelt Soup"]),
        ("His party, VRO-PNE, plans a protest.", ["VRO-PNE"]),
        ("Rwanda's Orvelt declined to comment.", ["Orvelt"]),
        ("Philip Orvelt shares rose 3 percent.", ["Philip Orvelt"]),
        ("Orvelt A/S of Velport grew.", ["Orvelt A/S"]),
        ("The radio station Velto left; WVLT, a radio station, left.", ["Velto", "WVLT"]),
        ("The Velto newspaper said so. Rwanda's Orvelt newspaper did.", ["Velto", "Orvelt"]),
        ("Orvelt Steel agreed on Monday to buy it.", ["Orvelt Steel"]),
        ("The ship's owner, Orvelt Velto Lines, said so.", ["Orvelt Velto Lines"]),
        ("Anhui Power said so.", ["Anhui Power"]),
        ("Orvelt Data plans to buy three ships.", ["Orvelt Data"]),
        ("The chief executive of Orvelt left.", ["Orvelt"]),
        ("She met the chief executive officer of Kestrel Weather, who left.", ["Kestrel Weather"]),
        ("Jane Velquist, the CEO of Orvelt Cell, left.", ["Orvelt Cell"]),
        ("Orvelt Finch, a boutique run by Oliver Finch, left.", ["Orvelt Finch"]),
        ("IF Orvelt, the union, left.", ["IF Orvelt"]),
        ("Lindvelt Rowe, a Singapore broker, said its analyst left.", ["Lindvelt Rowe"]),
        ("Lindvelt Rowe, the Velport-based builder, left.", ["Lindvelt Rowe"]),
        ("Orvelt Glass, a supplier in Roeport, left.", ["Orvelt Glass"]),
        # none of these is a firm
        ("The Northern Power agreed to it. The Velto Power said so.", []),
        ("Philip Steel agreed to buy it. Market Data said so.", []),
        ("They saw Orvelt Power in a dream.", []),
        ("The chief executive of Velport's Orvelt left. The chief of Orvelt left.", []),
        ("If Orvelt, the union, left.", ["Orvelt"]),
        ("Lindvelt Rowe, a Singapore broker, said he left.", []),
        ("Jane Velquist, the Velport-based builder, left.", []),
        ("Lindvelt Rowe, a Velport-based builder, left.", []),
        ("Philip Glass, a supplier in Roeport, left.", []),
        ("Jane Velquist, a former Bank of Roeland governor, left.", ["Bank of Roeland"]),
        ("The Arabic newspaper said so. The Velport-based magazine did.", []),
        ("They left the Committee for a Responsible Velto, a think tank.", []),
        ("They left the station Velto.", []),
        ("Orvelt declined to comment. His party, Jane Velquist said, left.", []),
        ("Another exporter, Jane Velquist, declined to comment.", []),
        ("The operator Jane Velquist declined to comment.", []),
        ("Jane Velquist, a grower based in Roeport, lost it.", []),
        ("His rival Velquist declined to comment.", []),
        ("In Velport, Roeland's largest company said so.", []),
        ("Common shareholders lost it. Remaining shareholders left.", []),
        ("Shares in Orvelt and Velquist rose.", []),  # one name or two
        ("An analyst at Orvelt, Roe and Velquist said so.", []),
        ("A bid for Velto's stake failed. Velto's said so.", []),  # the firm's own possessive
        ("Technology shares fell, and ADR shares rose.", []),
        ("Each weekly T-bill auction was on.", []),
    ],
)  # fmt: skip
def test_firms_that_the_text_describes(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


def test_short_forms_of_a_firm_that_the_text_describes() -> None:
    text = "Orvelt Cell, a phone operator, grew. Orvelt said so."
    assert surfaces(text) == ["Orvelt Cell", "Orvelt"]
    text = "Olivia Cell, a phone company, grew. Olivia said so."
    assert surfaces(text) == ["Olivia Cell", "Olivia"]
    assert surfaces(f"{text} Olivia Roe, 45, left. Olivia left.") == ["Olivia Cell"]
    assert surfaces("The Orvelt Group grew. Orvelt said so.") == ["Orvelt Group", "Orvelt"]
    text = "Corvane Lab fell. Existing Corvane shareholders left."
    assert "Existing Corvane" not in surfaces(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Roeland Times posted it.", ["Roeland Times"]),
        ("She told the Llanvelt Star. It left.", ["Llanvelt Star"]),
        ("The Velport News reported that they met.", ["Velport News"]),
        ("It was quiet, the Daily Monitor reported.", ["Daily Monitor"]),
        ("The Roeland Gleaner ran the letter.", ["Roeland Gleaner"]),
        ("He is a reporter for the Velport Sun.", ["Velport Sun"]),
        ("It stood in the English-language Velport Post.", ["Velport Post"]),
        # none of these is a paper
        ("The Velport Sun won, and the Velport Star shone.", []),
        ("They had the Good Times, and the Renewable Fuel Standard.", []),
        ("The Velport Globe and Mail reported it.", []),
        ("The Velport Journal of Tin reported it.", []),
        ("In Llanvelt News reported it.", []),
    ],
)  # fmt: skip
def test_papers(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ordered the Rwanda Army to help. Two Rwanda Navy ships left.",
         ["Rwanda Army", "Rwanda Navy"]),
        ("The People's National Movement met.", ["People's National Movement"]),
        ("The talks were held by the Community of Velt'Egidio.", ["Community of Velt'Egidio"]),
        ("Velford University Press withdrew it.", ["Velford University Press"]),
        ("Air Rwanda grounded two planes.", ["Air Rwanda"]),
        ("Banco del Velto and Groupe Veltoã sold it.", ["Banco del Velto", "Groupe Veltoã"]),
        ("Banque Veltaise de l'Agriculture sold it.", ["Banque Veltaise de l'Agriculture"]),
        ("Radio Velto said so.", ["Radio Velto"]),
        # none of these is a body, or none is whole
        ("A Rwanda Army knife costs more. The Rwanda Army of the Roe left.", []),
        ("Air Rwanda sneakers cost more. The Air Velto left.", []),
        ("Radio 4 said so. Radio News said so. Banque Veltaise a Roeport sold it.", []),
        ("The Old Army and the Navy met the Community of experts.", []),
    ],
)  # fmt: skip
def test_bodies_by_their_head_noun(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Corlane Inc bought Corlane Space Inc. Corlane said so.", "Corlane"),
        ("Corlane Group sold Corlane Textiles Ltd. Corlane said so.", "Corlane Group"),
        ("East Corlane Ltd sued Corlane Inc. Corlane said so.", "Corlane"),
        ("Corlane Steel Corp sued Corlane Space Inc. Corlane said so.", ""),
        ("Corlane Group sued Corlane Ltd. Corlane said so.", ""),
        ("Corlane Space Inc, a unit of Corlane NV, left. Corlane said so.", ""),
        ("Corlane America Inc, a unit of Corlane NV, left. Corlane said so.", ""),
    ],
)
def test_a_short_form_is_the_firms_whose_name_is_nothing_else(text: str, owner: str) -> None:
    """A unit that bears its owner's name takes it from nobody; two equal ones leave it open."""
    alone = [name for surface, name in bodies(text) if surface == "Corlane"]
    assert alone == ([owner] if owner else [])


def test_a_tables_firm_with_a_legal_form() -> None:
    """A name that the table has is its firm's, with a legal form that the table lacks, too."""
    table = Gazetteer.of(
        [
            Entity("local:velt-orrin", "Velt", "organization", "company"),
            Entity("local:skarn", "Skarn", "organization", "company"),
            Entity("local:walt-velt", "Walt Velt", "organization", "company"),
        ],
        [Alias("Velt-Orrin-Roe", "local:velt-orrin"), Alias("Wexmoor Lines", "local:skarn")],
    )
    nlp = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )

    def entity(text: str) -> str:
        (mention,) = nlp.normalize(text).mentions
        return mention.entity or ""

    assert entity("Velt-Orrin-Roe Inc bought a mill.") == "local:velt-orrin"
    assert entity("Wexmoor Lines Ltd bought a mill.") == "local:skarn"
    assert entity("Walt Velt Co hired a cook.") == "local:walt-velt-co"
    assert entity("Wexmoor Lines Holdings Ltd bought a mill.") == "local:wexmoor-lines-holdings"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The builder, Velto Girders, is based there.", ["Velto Girders"]),
        ("The builder, Jane Velto, is based there.", []),
        ("The company, Velto, is based there.", []),
        ("They met and broadcaster Velto asked for more.", ["Velto"]),
        ("The day before broadcaster Velto asked for more.", []),
        ("Velto Pharma of Lithuania left.", ["Velto Pharma"]),
        ("Velto Timber of Roeport laid off 40 men.", ["Velto Timber"]),
        ("Velto Mines of Roeport laid off 40 men.", []),
        ("It hired two bankers from Velto Ames.", ["Velto Ames"]),
        ("It hired two bankers from Velto.", []),
        ("Its partner Velto Digging said so.", ["Velto Digging"]),
        ("Its partner Jane Velto said so.", []),
    ],
)
def test_firms_by_more_of_what_stands_beside_them(text: str, expected: list[str]) -> None:
    """Where they may be persons or towns, they are left alone."""
    assert surfaces(text) == expected


def test_works_are_called_by_what_they_make() -> None:
    """ "Velto Steel" is Velto Steel Works."""
    text = "Velto Steel Works failed. Velto Steel had paid."
    assert bodies(text)[1] == ("Velto Steel", "Velto Steel Works")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board of Velto accepted an offer.", ["Velto"]),
        ("They dropped a plan to merge with Velto, a rival.", ["Velto"]),
        ("She joined the board of Velto in May.", []),
        ("The board of Education agreed.", []),
        ("The lanes merge with Route 5 there.", []),
    ],
)
def test_firms_merge_and_have_boards_that_decide(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected
