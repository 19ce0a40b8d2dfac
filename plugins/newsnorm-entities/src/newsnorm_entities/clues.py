"""What stands beside a run of capitals and says that it is a person's name, or that it is not.

Each clue is worth points; `ENOUGH` of them over all places where an article has the name make it a
person. A given name alone is enough. A firm speaks, too ("Philip Morris said"), so that a verb of
speech is not; an age, an office behind a comma or "who" is. What firms and things have beside
them, shares, analysts, a legal form, an article, speaks against it wherever the name stands.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from newsnorm_entities.callings import CALLINGS
from newsnorm_entities.doings import SURE, doings
from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.organization_words import FIRM_KINDS, PERSONS_TOO
from newsnorm_entities.runs import HONORS, Run
from newsnorm_entities.vocabulary import (
    CAPITALISED,
    FUNCTION_WORDS,
    NOT_NAMES,
    ORGANIZATION_NOUNS,
    ROLES,
    VESSELS,
)
from newsnorm_entities.words import Words

ENOUGH: Final = 2
"""Points that make a name a person's, where its first part is a given name."""

ENOUGH_UNKNOWN: Final = 3
"""Points where no part is a known given name."""


class Clues(NamedTuple):
    """What one place says of a name.

    Args:
        points: for a person.
        own: of them, those that firms and places cannot have.
        never: it is part of something else there, and that place is not linked.
        firm: it is a firm's or a thing's name, there and elsewhere.
    """

    points: int
    own: int
    never: bool = False
    firm: bool = False


_NOTHING: Final = Clues(0, 0, never=True)


def clues_beside(words: Words, run: Run) -> Clues:
    """What stands beside a name, before and behind it."""
    before = _before(words, run)
    if before.never:
        return before
    if _is_quoted(words, run):
        return _NOTHING
    if words.text.startswith("<", max(0, words.starts[run.first] - 1)):
        return Clues(0, 0, firm=True)  # "<AB Roe>", as a wire marks firms
    behind = _behind(words, run)
    if behind.never:
        return behind
    if _is_house(words, run):
        return Clues(0, 0, firm=True)
    junior = SURE if run.suffix.lower() in ("jr", "sr") else 0
    own = before.own + behind.own + junior
    return Clues(before.points + behind.points + junior, own, firm=before.firm or behind.firm)


def _is_house(words: Words, run: Run) -> bool:
    """Whether several are called by one name: "brokers John Roe said", not "John and Jane Roe"."""
    first = run.first
    if not first or words.lowers[first - 1] not in _TRADES or words.gap(first - 1) != " ":
        return False
    return not _LISTED.match(words.text, run.end)


def _is_quoted(words: Words, run: Run) -> bool:
    """Whether quotation marks hold a name and nothing else, as they do of works: "Annie Hall"."""
    start = words.starts[run.first]
    text = words.text
    return text[start - 1 : start] in _OPENING and text[run.end : run.end + 1] in _CLOSING


_OPENING: Final = frozenset("\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}")
_CLOSING: Final = frozenset("\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")


def is_thing(words: Words, first: int) -> bool:
    """Whether the noun before a name says that a thing is called so: "the ship Queen Victoria"."""
    before = words.before(first)
    inside = words.lowers[first] in _SHIPS  # as if it were the owner of the title
    return inside or (before is not None and words.lowers[before] in _THINGS_BEFORE)


def ship_name(words: Words, first: int, last: int) -> int | None:
    """Where the name of a ship begins, if a run holds one: "USS Jane Roe", "the ferry Jane Roe"."""
    for index in range(first, last):
        if words.lowers[index] in _SHIPS and words.texts[index].isupper():
            return index + 1
    before = words.before(first)
    return first if before is not None and words.lowers[before] in VESSELS else None


def _before(words: Words, run: Run) -> Clues:
    first = run.first
    if first == 0:
        return Clues(0, 0)
    gap = words.gap(first - 1)
    word = words[first - 1]
    lower = word.lower
    if gap == " " and not word.possessive:
        if lower == "the" and _names_affair(words, run.last):
            return Clues(0, 0)
        if lower in ("the", "a", "an", "this", "de", "du", "del") or lower in _THINGS_BEFORE:
            return _NOTHING
        if lower in SPEECH:
            return Clues(3, 2) if _is_quoted_of_body(words, run) else Clues(1, 0)
        if lower in ("with", "for", "from", "of") and first > 1:
            head = words.lowers[first - 2]
            if head in _OF_FIRMS:
                return Clues(0, 0, firm=True)
            of_body = lower == "of" and words.is_capital(first - 2) and head != "party"
            if of_body and _is_body(head):
                return _NOTHING
        if lower in ("in", "at", "near", "outside"):
            return Clues(-1, 0, firm=first > 1 and words.lowers[first - 2] in _OF_FIRMS)
        if (lower in _PERSONS and lower not in ROLES) or lower in _DONE_TO_PERSONS:
            return Clues(3, 3)
        if _are_members(words, first - 1):
            return Clues(3, 3)
        if lower == "and" and (noun := _noun_of_two(words, first - 1)) is not None:
            if _are_members(words, noun):
                return Clues(3, 3)
            if _plural_of_persons(words, noun + 1):
                return Clues(2, 2)
        titles = lower in ROLES and not (lower in CAPITALISED and not word.capital)
        if titles or lower in _DOUBTFUL or _plural_of_persons(words, first):
            return Clues(2, 2)
        if lower in _KIN and not (first > 1 and words.lowers[first - 2] == "its"):
            own = first > 1 and words.lowers[first - 2] in ("his", "her", "their", "my", "our")
            return Clues(3, 3) if own else Clues(2, 2)
        return Clues(0, 0)
    if "&" in gap or gap in ("-", "/", "@", "#", "'", "’", "_"):
        return _NOTHING
    if gap == ". " and word.text in ("St", "Ste", "Mt", "Ft", "Pt"):
        return _NOTHING
    if gap == ", " and _closes_apposition(words, first - 1):
        return Clues(2, 2)
    if gap == ", " and lower in _KIN and _is_somebodys(words, first - 1):
        return Clues(3, 3)  # "wrote to his wife, Jane Roe"
    return Clues(0, 0)


def _is_quoted_of_body(words: Words, run: Run) -> bool:
    """Whether words in quotation marks are somebody's of a body: '"No," said Jane Roe of Velt'."""
    verb, behind = run.first - 1, run.last + 1
    return (
        verb > 0
        and words.gap(verb - 1).endswith(('," ', ",\u201d ", '?" ', '!" ', "?\u201d ", "!\u201d "))
        and words.gap(run.last) == words.gap(behind) == " "
        and words.lowers[behind] in ("of", "at", "from")
        and behind + 1 < len(words)
        and words.is_capital(behind + 1)
    )


def _noun_of_two(words: Words, joining: int) -> int | None:
    """Number of the noun before the first of two names: "photographers Jane Roe and Bob Low"."""
    index = joining - 1
    while index >= 0 and words.gap(index) == " " and joining - index <= _MOST_NAMES:
        if not words.is_capital(index):
            return index if joining - index > _LEAST_NAMES else None
        index -= 1
    return None


_LEAST_NAMES: Final = 2
_MOST_NAMES: Final = 4


def _are_members(words: Words, of_what: int) -> bool:
    """Whether members of a parliament are named behind it: "the members of parliament Jane Roe"."""
    if words.lowers[of_what] != "parliament":
        return False
    lead = words.lowers[max(0, of_what - 2) : of_what]
    return lead in (["member", "of"], ["members", "of"])


def _is_somebodys(words: Words, noun: int) -> bool:
    """Whether an owner stands before a noun: "his wife", "the accused's former wife"."""
    index = noun - 1
    while index > 0 and words.lowers[index] in _OF_KIN and words.gap(index) == " ":
        index -= 1
    if index < 0 or words.gap(index) != " ":
        return False
    return words.lowers[index] in _OWNERS or words.is_possessive(index)


_OF_KIN: Final = frozenset(
    """
    elder eldest estranged ex first former late older oldest only second third younger youngest
    """.split()
)
"""What kin is called before the noun."""


def _names_affair(words: Words, last: int) -> bool:
    """Whether a case is called by a person's name: "the Jane Roe murder trial"."""
    for index in range(last + 1, min(last + 4, len(words))):
        if words.gap(index - 1) != " " or words.is_capital(index) or words.is_possessive(index - 1):
            return False
        if words.lowers[index] in _AFFAIRS:
            return True
    return False


_AFFAIRS: Final = frozenset("case trial scandal murder killing inquest kidnapping retrial".split())


def _plural_of_persons(words: Words, first: int) -> bool:
    """Whether several are called one by one: "photographers Jane Roe and Bob Low"."""
    lower = words.lowers[first - 1]
    return lower.endswith("s") and lower[:-1] in _PERSONS and lower not in _OF_FIRMS


def _is_body(lower: str) -> bool:
    return lower in ORGANIZATION_NOUNS or lower in ("order", "church", "house", "city", "port")


def _closes_apposition(words: Words, last: int) -> bool:
    """Whether a phrase with an office ends before a comma: "the mayor of Augusta, Jane Roe"."""
    for step in range(8):
        index = last - step
        if index < 0 or (step and words.gap(index) not in (" ", "-", "' ", "’ ")):
            return False
        lower = words.lowers[index]
        if lower == "leader" and index > 0 and words.lowers[index - 1] in _OWNERS:
            return True
        if lower in _PERSONS and index > 0 and words.gap(index - 1) == " ":
            before = words.lowers[index - 1]
            if before in ("the", "its", "his", "her", "their", "former", "then", "a"):
                return True
            if words.is_possessive(index - 1) or words.is_capital(index - 1):
                return True
    return False


_OWNERS: Final = frozenset("its their his her whose".split())


def _behind(words: Words, run: Run) -> Clues:
    last = run.last
    end = run.end
    text = words.text
    possessive = words.is_possessive(last)
    if text.startswith((" &", "&", " <", "/", "@", "®", "™"), end) or _FIRM.match(text, end):
        return Clues(0, 0, firm=True)
    if _AGE.match(text, end):
        return Clues(3, 3)
    index = words.at(end - 1) + 1
    if run.suffix and _names_thing(words, index, ". "):
        return _NOTHING  # "Jane Roe Jr. Avenue"
    if index >= len(words):
        return Clues(0, 0)
    gap = text[end + (2 if possessive else 0) : words.starts[index]]
    lower = words.lowers[index]
    if possessive:
        return Clues(0, 0, firm=lower in _SHARES)
    if gap == " ":
        if lower in _THINGS_BEHIND:
            return _NOTHING
        if lower in _SHARES and not (lower == "share" and _has_article(words, index)):
            return Clues(0, 0, firm=True)
        if lower in _OF_FIRMS:
            return Clues(-2, 0)
        if lower in ("who", "whose", "himself", "herself"):
            return Clues(2, 2)
        if (does := doings(words, last, together=given(run.name[0]) is not None)) >= SURE:
            return Clues(does, does)
        if lower in DEEDS:
            return Clues(2, 1 if lower in SPEECH else 2)
        if lower in SPEECH:
            return Clues(1, 0)
        if (
            words.is_capital(index)
            and words.texts[index].isupper()
            and len(lower) < 5
            and lower not in HONORS
        ):
            return Clues(-1, 0)  # "Jane Roe FC"
        return Clues(0, 0)
    if gap == ", ":
        return _apposition(words, index)
    if gap in (" (", " - ", " -- ", " – ", " — ") and words.texts[index].isdigit():
        return Clues(1, 0)
    return Clues(0, 0)


def _has_article(words: Words, verb: int) -> bool:
    """Whether a word is a verb, by the article behind it: "share the bill"."""
    after = words.after(verb)
    return after is not None and words.lowers[after] in ("the", "a", "an", "their")


def _names_thing(words: Words, index: int, gap: str) -> bool:
    """Whether the noun of a thing stands behind a name in capitals."""
    if index >= len(words) or words.gap(index - 1) not in (" ", gap):
        return False
    word = words[index]
    known = word.lower in NOT_NAMES or is_common_word(word.lower)
    return word.capital and known and word.lower not in FUNCTION_WORDS


def _apposition(words: Words, index: int) -> Clues:
    """What a comma behind a name opens: "the minister of finance", "who", "chief of the army"."""
    lower = words.lowers[index]
    if lower in ("who", "whose", "whom"):
        return Clues(3, 3)
    if lower in _BEFORE_WHOM and words.lowers[index + 1 : index + 2] == ["whom"]:
        return Clues(3, 3)
    if lower in ("his", "her") or lower in _KIN:
        return Clues(1, 1)
    if lower in SPEECH:
        return Clues(1, 0)
    opening = lower in ("the", "a", "an", "then", "now", "former", "formerly", "one")
    for step in range(7):
        at = index + step
        if at >= len(words) or (step and words.gap(at - 1) not in (" ", "-", ". ", ".")):
            return Clues(0, 0)
        word = words.lowers[at]
        if word in _PERSONS or word.rpartition("-")[2] in _PERSONS or word in _RELATIVES:
            return Clues(0, 0) if _titles_another(words, at) else Clues(3, 3)
        if word in _LOOSE:
            return Clues(1, 0)
        if word in _FIRMS and not words.is_capital(at) and opening and ends_apposition(words, at):
            return Clues(0, 0, firm=True)
        if word in ("of", "at", "in", "for", "with", "by", "and", "which", "is", "was", "said"):
            return Clues(0, 0)
        if step > 2 and not opening:
            return Clues(0, 0)
    return Clues(0, 0)


_BEFORE_WHOM: Final = frozenset("against by for from to under with".split())


def ends_apposition(words: Words, noun: int) -> bool:
    """Whether a noun behind a comma is what something is, and says no more than where or whose."""
    gap = words.gap(noun)
    return gap.startswith((",", ".", ";")) or (gap == " " and words.lowers[noun + 1] in _GOING_ON)


_GOING_ON: Final = frozenset(
    "that which of in for based owned run founded behind representing from with whose backed "
    "listed headquartered".split()
)
"""Words behind a noun that say more of it; another noun would say what it is: "a company town"."""


def names_firm(words: Words, index: int) -> bool:
    """Whether a word begins the name of a firm, by the legal form at its end: "Taft Stores Inc".

    >>> names_firm(Words("He left Roe Broadcasting Co on Monday."), 2)
    True
    """
    for step in range(1, 5):
        at = index + step
        if at >= len(words) or words.gap(at - 1) not in (" ", ", "):
            return False
        if words.lowers[at] in LEGAL:
            return True
        if not words.is_capital(at):
            return False
    return False


LEGAL: Final = frozenset(
    "inc corp co cos ltd plc llc llp ag sa nv corporation incorporated".split()
)
"""Legal forms of firms, in lower case."""


def _titles_another(words: Words, index: int) -> bool:
    """Whether a name follows an office: in "Jane Roe, President Bob Low" it is the second one's."""
    after = words.after(index)
    return after is not None and words.is_capital(after)


SPEECH: Final = frozenset(
    """
    said says say told tells added adds asked asks argued argues warned warns explained explains
    noted notes recalled recalls insisted insists announced announces stated states replied
    acknowledged commented concluded declared urged wrote writes tweeted testified admitted believes
    thinks predicted suggested promised vowed denied complained remarked reiterated
    """.split()
)
"""Verbs of speech, which persons and bodies have beside them."""

DEEDS: Final = frozenset(
    """
    died resigned testified married smiled laughed wept cried grew tweeted sang danced shouted
    whispered shrugged nodded recalled retired
    """.split()
)
"""Verbs of which persons are the subjects."""

_FIRMS: Final = FIRM_KINDS - PERSONS_TOO - {"arm", "chain", "rival", "subsidiary", "unit"}
"""What firms are behind a comma, and persons are not."""

_DONE_TO_PERSONS: Final = frozenset(
    """
    arrested beheaded deported extradited handcuffed hugged imprisoned interrogated jailed kidnapped
    kissed knighted married murdered
    """.split()
)
"""Past forms of which persons are the objects."""

_KIN: Final = frozenset(
    """
    wife husband son daughter brother sister father mother uncle aunt cousin nephew niece grandson
    granddaughter grandfather grandmother widow boyfriend girlfriend fiancee partner colleague
    """.split()
)
_RELATIVES: Final = _KIN - {"partner", "sister", "mother"}
"""Of them, those that no firm has."""

_LOOSE: Final = frozenset(
    """
    owner leader manager adviser advisor coordinator chair partner publisher maker operator leaders
    underwriter head
    """.split()
)
"""Titles that firms and bodies bear, too."""

_DOUBTFUL: Final = frozenset(
    """
    leftist rightist centrist islamist socialist communist conservative liberal nationalist
    separatist moderate hardliner reformist populist incumbent challenger newcomer member executive
    model observer host hopeful contender favourite favorite substitute opener starter closer
    guard center centre tackle safety receiver back catcher reliever kicker punter slugger
    driver rider champion runner athlete qualifier finalist medalist medallist seed boxer
    heavyweight middleweight welterweight lightweight featherweight bantamweight designer
    presenter anchor delegate official
    compatriot countryman contemporary successor predecessor deputy classmate roommate
    financier industrialist banker
    """.split()
)
"""Nouns before names that persons have more often than firms, papers and teams have."""

_PERSONS: Final = (
    (frozenset(role for role in ROLES if " " not in role and len(role) > 3) - _LOOSE - CAPITALISED)
    | CALLINGS
    | frozenset(
        """
    boy girl resident expert fishmonger grocer cashier clerk janitor trucker courier nanny
    homemaker orphan schoolboy schoolgirl salesman saleswoman interpreter archivist conductor
    baritone surfer skipper fisherwoman herder rancher winemaker innkeeper landlord tenant
    fellow spokesperson veteran victim survivor witness legislator player winner pensioner
    designer entrepreneur strategist dissident protester organizer volunteer driver soldier
    fighter boss executive trustee worker winger pitcher quarterback wicketkeeper batsman bowler
    flanker linebacker cornerback shortstop infielder outfielder goalie goaltender defenseman
    defenceman hurdler rower forward lock prop hooker spinner seamer keeper vocalist bassist
    critic pundit vlogger youtuber influencer diver judoka archer fencer biathlete preacher
    cleric counsel associate immigrant migrant refugee suspect gunman attacker assailant native
    citizen defendant plaintiff confidant protege magnate mogul lobbyist commentator anchorman
    anchorwoman whistleblower informant officer sociologist physicist epidemiologist virologist
    anthropologist archaeologist geologist seismologist climatologist environmentalist
    conservationist philanthropist playwright screenwriter
    """.split()
    )
)
"""Nouns that only persons are called."""


def names_person(noun: str) -> bool:
    """Whether a noun in small letters, in singular or plural, is one of persons.

    >>> names_person("farmers"), names_person("farms")
    (True, False)
    """
    return noun in _PERSONS or (noun.endswith("s") and noun[:-1] in _PERSONS)


_THINGS_BEFORE: Final = VESSELS | frozenset(
    """
    hurricane typhoon cyclone storm ss carrier brand label company firm brokerage retailer chain
    newspaper
    magazine film movie novel musical album song band saint mount lake fort camp cape port
    hotel restaurant street avenue calle via rue plaza avenida bank group fund cafe aboard fc ac
    giant maker unit lender broker carmaker automaker brewer insurer airline tribe clan village town
    city river stadium club team side champions
    """.split()
)
"""Nouns before the names of things: "Hurricane Andrew Roe", "the carrier John Roe"."""

_SHIPS: Final = frozenset("hms uss hmcs hmas ins rms ss ms mv".split())
"""What stands before the names of ships."""

_THINGS_BEHIND: Final = frozenset(
    """
    award awards prize prizes foundation scholarship hospital school schools college university
    middle elementary
    airbase airfield barracks base cemetery
    airport bridge stadium arena theater theatre museum library center centre hotel street avenue
    road park island islands unit subsidiary division brand brands dealership store stores outlet
    restaurant restaurants factory plant plants jeans handbags watches cigarettes shoes whiskey
    whisky franchise trophy tournament memorial act law bill amendment doctrine administration
    government tribe county district neighborhood neighbourhood river lake mountains valley railway
    line pipeline field oilfield mine refinery telescope spacecraft rocket missile tank rifle
    disease syndrome virus procedure effect index survey poll institute medal ship carrier
    """.split()
)
"""Nouns behind the names of things: "the Jane Roe prize"."""

_OF_FIRMS: Final = frozenset(
    """
    analyst analysts economist economists strategist strategists trader traders broker brokers
    dealer dealers banker bankers spokesman spokeswoman spokesperson executive executives employee
    employees workers managers shareholders investors stake shares stock bonds notes
    customers clients acquisition takeover merger sale buyout
    """.split()
)
"""Who works for a firm, or what it has: "an analyst at Merrill Roe"."""

_TRADES: Final = frozenset(
    """
    accountants agents architects auctioneers auditors bankers bookmakers brewers brokers builders
    consultants distillers jewellers lawyers manufacturers merchants publishers retailers solicitors
    stockbrokers surveyors tailors underwriters
    """.split()
)
"""What several of a trade are called, so that one name behind it is their firm's."""

_SHARES: Final = frozenset(
    """
    shares share stock stocks bonds adrs shareholders stockholders earnings revenue revenues
    """.split()
)

_AGE: Final = regex.compile(
    r", (?:aged? )?(?:1?\d\d|\d)(?=[,.;) ](?!\d))(?! (?:per|percent|pct|million|points))"
)
_LISTED: Final = regex.compile(r"(?:, | and | or |/| & )\p{Lu}")
_FIRM: Final = regex.compile(
    r",? (?:\([A-Z][\w ]{1,20}\) )?(?:Inc|Corp|Co|co|Cos|Ltd|Plc|PLC|LLC|LLP|AG|SA|NV"
    r"|Group|Holdings|Brothers|Bros|Partners|Securities|Capital|Companies|Sons|Associates)\b(?!-)"
    r"|,? (?:and|&) (?:Co|Sons|Company|Brothers)\b"
    r"| (?:and|&) [A-Z]\w+ (?:Inc|Corp|Co|Ltd|Plc|PLC|LLC|LLP|AG)\b"
    r"| \([A-Z0-9]{1,6}\.[A-Z]{1,2}\)"
)
"""What follows the name of a firm: a legal form, or its sign at an exchange."""
