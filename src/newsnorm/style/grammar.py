"""What English asks for around a name that changes: the, a or an, the possessive, capitals.

Everything here answers for the words directly beside the name, and says when it does not know:
then the name is left as it is.
"""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

Article: TypeAlias = Literal["a", "an"]

_SPELT_LIKE_VOWELS = frozenset("FHLMNRSX")
"""Letters whose names begin with a vowel: an FBI agent, but a NATO summit."""

_BEHIND_A_NAME = re.compile(
    r"""(?:['\N{RIGHT SINGLE QUOTATION MARK}](?:s\b|\s\w)|\Z|\n|\s--|
    \s*[.,;:!?)\]\N{EN DASH}\N{EM DASH}]|\s(?:
    is|was|has|had|will|would|can|could|may|might|must|shall|should|does|did|
    said|says|told|tells|wants|wanted|needs|needed|became|becomes|remains|remained|
    in|on|at|to|for|from|by|with|of|as|than|that|which|who|whose|where|when|while|before|after|
    since|until|during|against|into|over|under|without|because|if|but|then|also|not
    )\b)""",
    re.VERBOSE,
)
"""What follows a name that stands by itself, and does not say more of another noun."""

_PLURAL_VERB = re.compile(r"\s(?:are|were|have|do)\b")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ ]$")
_DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your whose every each any no".split()
)


def article_for(name: str) -> Article | None:
    """The indefinite article before a name, or None where its letters do not tell.

    >>> article_for("Odesa"), article_for("Kyiv"), article_for("Ukraine"), article_for("NATO")
    ('an', 'a', None, None)
    """
    first = name[:1].upper()
    if not first.isalpha() or not first.isascii():
        return None
    if first == "U" or name[:2].casefold() in {"eu", "on"}:
        return None
    if len(name) > 1 and name[:2].isupper() and first in _SPELT_LIKE_VOWELS:
        return None
    return "an" if first in "AEIO" else "a"


def with_article(before: str, old: str, new: str) -> tuple[int, str] | None:
    """What to do about an indefinite article directly before a name that changes.

    Args:
        before: the text up to the name.
        old: the name as it stands.
        new: what it becomes.

    Returns:
        Code points to take away before the name, and what to put there; None where the name must
        not change, as nobody knows which article it would take.

    >>> with_article("from a ", "Lvov", "Odesa"), with_article("in ", "Kiev", "Kyiv")
    ((2, 'an '), (0, ''))
    """
    word = _LAST_WORD.search(before)
    if word is None or word[1].casefold() not in {"a", "an"}:
        return 0, ""
    due = article_for(new)
    if due is None:
        return (0, "") if old[:1].casefold() == new[:1].casefold() else None
    if word[1].casefold() == due:
        return 0, ""
    if word[1].isupper() and old.isupper() and new.isupper():
        return len(word[0]), f"{due.upper()} "
    return len(word[0]), f"{due.capitalize() if word[1][0].isupper() else due} "


def stands_alone(behind: str) -> bool:
    """Whether a name is followed by what ends it, not by a noun that it only describes.

    >>> stands_alone(" is at war"), stands_alone(" crisis deepens"), stands_alone("'s army")
    (True, False, True)
    """
    return _BEHIND_A_NAME.match(behind) is not None


def the_before(before: str) -> str:
    """The article "the" with its space, where it stands directly before a name.

    >>> the_before("into the "), the_before("The "), the_before("in ")
    ('the ', 'The ', '')
    """
    word = _LAST_WORD.search(before)
    return word[0] if word and word[1].casefold() == "the" else ""


def takes_the(before: str, behind: str) -> bool:
    """Whether a name that takes "the" must get it here.

    >>> takes_the("said in ", ", he said"), takes_the("a ", " summit"), takes_the("", " talks")
    (True, False, False)
    """
    word = _LAST_WORD.search(before)
    if word and word[1].casefold() in _DETERMINERS:
        return False
    # A lower-case word before it is an adjective or a preposition: only short ones are known.
    return stands_alone(behind) and (word is None or word[1].casefold() in _BEFORE_A_NAME)


_BEFORE_A_NAME = frozenset(
    "in on at to for from by with of as than that which who where when while before after since "
    "until during against into over under without because if but then and or joined left told "
    "urged asked said".split()
)


def possessive(behind: str, old: str, new: str) -> tuple[int, str]:
    """How the possessive after a name changes with the name.

    Args:
        behind: the text from the end of the name.
        old: the name as it stands.
        new: what it becomes.

    Returns:
        Code points to take away behind the name, and what to put there.

    >>> possessive("' army", "United States", "America"), possessive("'s army", "America", "US")
    ((1, "'s"), (2, "'"))
    >>> possessive("'s army", "Kiev", "Kyiv")
    (0, '')
    """
    mark = behind[:1]
    if not mark or mark not in "'\N{RIGHT SINGLE QUOTATION MARK}":
        return 0, ""
    was, becomes = (name[-1:].casefold() == "s" for name in (old, new))
    has_s = behind[1:2].casefold() == "s" and not behind[2:3].isalnum()
    if has_s and becomes and not was:
        return 2, mark
    if not has_s and was and not becomes and re.match(r"\s\w", behind[1:]):
        return 1, f"{mark}{'S' if new.isupper() and len(new) > 1 else 's'}"
    return 0, ""


def at_full_stop(behind: str, old: str, new: str) -> str | None:
    """What a name becomes where one full stop is an abbreviation's and a sentence's at once.

    Args:
        behind: the text from the end of the name.
        old: the name as it stands.
        new: what it becomes.

    Returns:
        None if nobody can tell: the word behind may open a sentence or be a name.

    >>> at_full_stop(". He left.", "US", "U.S."), at_full_stop(" The end.", "U.K.", "Britain")
    ('U.S', 'Britain.')
    >>> at_full_stop(" Roe sang.", "U.K.", "Britain")
    >>> at_full_stop(", he said.", "US", "U.S."), at_full_stop(" has left.", "U.K.", "Britain")
    ('U.S.', 'Britain')
    """
    if new.endswith(".") and not old.endswith(".") and _ONE_STOP.match(behind):
        return new[:-1]
    if old.endswith(".") and not new.endswith("."):
        if _SENTENCE_ENDS.match(behind):
            return f"{new}."
        if _CAPITAL_BEHIND.match(behind):
            return None
    return new


_ONE_STOP: Final = re.compile(r"\.(?!\.)")
_CLOSES: Final = r"""["'\N{RIGHT DOUBLE QUOTATION MARK})\]]*"""
_OPENS: Final = (
    "The|A|An|He|She|It|They|We|I|You|But|And|In|On|At|If|When|While|As|This|That|These|Those|There|"
    "Its|His|Her|Their|For|By|To|From|After|Before|Not|No"
)
"""What opens sentences and no names."""
_SENTENCE_ENDS: Final = re.compile(rf"""{_CLOSES}(?:\Z|\n|\s+["'(]*(?:{_OPENS})\b)""")
_CAPITAL_BEHIND: Final = re.compile(rf"""{_CLOSES}\s+["'(]*[A-Z]""")


def agrees(behind: str, old: str, new: str) -> bool:
    """Whether a verb directly behind a name still agrees with it.

    >>> agrees(" are split", "Palestinian territories", "Palestine"), agrees(" is", "Kiev", "Kyiv")
    (False, True)
    """
    plural = old[-1:].casefold() == "s" and new[-1:].casefold() != "s"
    return not (plural and _PLURAL_VERB.match(behind))
