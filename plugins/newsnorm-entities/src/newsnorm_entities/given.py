"""What is known of given names and of surnames that come first, and which words name nobody.

The lists are files of this package, built by `build/given_names.py`, which says where they come
from; they are read when first needed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

from newsnorm_entities.names import folded


class Given(NamedTuple):
    """A given name.

    Args:
        gender: "f", "m", or empty where both bear it or nobody knows.
        doubtful: it is a word, or more often a surname, so that it proves little by itself.
    """

    gender: str
    doubtful: bool


@lru_cache(maxsize=1)
def given_names() -> dict[str, Given]:
    """Given names by their folded form.

    >>> given_names()["viktor"], given_names()["will"].doubtful
    (Given(gender='m', doubtful=False), True)
    """
    kinds = {(g, d): Given(g, bool(d)) for g in ("f", "m", "") for d in ("doubtful", "")}
    rows = (line.split("\t") for line in _lines("given_names.tsv"))
    return {name: kinds[gender, doubtful] for name, gender, doubtful, _ in rows}


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Frequent words of English that are neither given names nor surnames.

    >>> "foundation" in common_words(), "cook" in common_words()
    (True, False)
    """
    return frozenset(_lines("words.tsv"))


@lru_cache(maxsize=65536)
def given(name: str) -> Given | None:
    """What is known of a given name; of one with a hyphen, by its first part.

    >>> given("Jean-Luc"), given("Table")
    (Given(gender='m', doubtful=False), None)
    """
    names = given_names()
    plain = folded(name)
    found = names.get(plain)
    if found is None and "-" in plain:
        first, _, second = plain.partition("-")
        found = names.get(first) if second in names else None
    return found


def is_given(name: str) -> bool:
    """Whether a word is a given name first of all.

    >>> is_given("Bill"), is_given("Morgan")
    (True, False)
    """
    known = given(name)
    return known is not None and not known.doubtful


@lru_cache(maxsize=1)
def eponyms() -> frozenset[str]:
    """Names of firms and things that read as persons' names: "Philip Morris", "Fannie Mae"."""
    return frozenset(line.partition("\t")[0].casefold() for line in _lines("eponyms.tsv"))


@lru_cache(maxsize=65536)
def is_common_word(word: str) -> bool:
    """Whether a word is one of the language and no name: "foundation", "hornets".

    >>> is_common_word("brothers"), is_common_word("brown")
    (True, False)
    """
    words = common_words()
    if word in words:
        return True
    singular = word[:-1] if word.endswith("s") else ""
    return len(singular) > 3 and singular in words


@lru_cache(maxsize=1)
def _first_surnames() -> frozenset[str]:
    return frozenset(_SURNAMES_FIRST.split())


@lru_cache(maxsize=65536)
def surname_first(name: tuple[str, ...]) -> bool:
    """Whether a name has its surname in front, as Chinese and Korean ones are printed.

    The first word is such a surname, and the rest reads as syllables of these languages: two words
    of them, if the surname is a given name of the West or a word, too; one in pinyin does.

    >>> surname_first(("Xi", "Jinping")), surname_first(("Kim", "Jong", "Un"))
    (True, True)
    >>> surname_first(("Sun", "Peiwen")), surname_first(("Sun", "Valley"))
    (True, False)
    >>> surname_first(("Kim", "Campbell")), surname_first(("Lee", "Cooper"))
    (False, False)
    """
    first = folded(name[0])
    rest = [folded(part) for part in name[1:]]
    if not rest or len(rest) > 2 or first not in _first_surnames():
        return False
    syllables = [part for word in rest for part in word.split("-")]
    if not all(_SYLLABLES.fullmatch(syllable) for syllable in syllables):
        return False
    if len(syllables) == 2:
        return True
    if first in _WORDS_TOO and first not in _OF_THE_WEST and _PINYIN.fullmatch(rest[0]):
        return given(rest[0]) is None and not is_common_word(rest[0])
    if first in _WORDS_TOO or len(syllables) > 1:
        return False
    known = given(rest[0])
    return known is None or known.doubtful or given(first) is None


_SURNAMES_FIRST: Final = """
    ahn an bae baek bai bak ban bang bo bu byun cai cao cha chai chan chang chao chen cheng cheong
    cheung chi chiang chin cho choe choi chou chow choo chu chun chung cui dai deng ding dong du
    duan fan fang feng fu gao ge geng gong gu guan guo ha hahm ham han hang hao he heo ho hong hou
    hsieh hsu hu hua huang huh hun hung hur hwang hyun jang jeon jeong ji jia jian jiang jiao jin jo
    joo ju jun jung kang kim ko kong koo ku kuo kwak kwon lai lam lau lee lei leung li liang
    liao lim lin ling liu lo long lou lu luo lyu ma maeng mao mei meng miao min moon mu na nam ng
    ngo ni nie ning noh oh ong ou ouyang pae paik pak pan pang park pei peng pu pyon qi qian
    qiao qin qiu qu ra rao ren rhee ri roh ruan ryu seo seok shan shang shao shen sheng shi shim
    shin
    sima so soh sohn son song suh su sun sung tam tan tang tao teng teo tian tong tsai tsang
    tseng tu um wan wang wei wen weng woo wong wu xi xia xiang xiao xie xin xing xiong xu xue yan
    yang yao ye yeo yeung yi yim yin ying yoo yoon you yu yuan yue yun zeng zhai zhan zhang zhao
    zheng zhong zhou zhu zhuang zhuo zou
    chiu choy chua chui fok goh hau hui ip koh kuok kwan kwok kwong loh lui mak mok mui ngai poon
    quek seah shum siu suen szeto tai tay toh tsao tse tsui wee yap yau yeoh yip yiu yuen
"""
"""Chinese and Korean surnames, in pinyin and in the spellings of Taiwan, Hong Kong and Korea."""

_WORDS_TOO: Final = frozenset(
    "an bang chin chow dong gang go ha hang ho hung kim ko lee long may min moon pan park ray so "
    "song sun sung tan you young".split()
)

_OF_THE_WEST: Final = frozenset("kim lee ray may young moon".split())
"""Of them, given names of the West, and surnames of Koreans alone."""

_PINYIN: Final = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlghjqxrzcsyw])"
    r"(?:ai|ang|an|ao|a|ei|eng|en|er|e|iang|ian|iao|ia|ie|ing|in|iong|iu|i|ong|ou|o"
    r"|uai|uang|uan|ua|ue|ui|un|uo|u)){2}"
)

_SYLLABLE: Final = (
    r"(?:zh|ch|sh|hs|ts|tz|kw|hy|ky|my|by|gy|ph|th|ng|[bpmfdtnlgkhjqxrzcswy])?"
    r"(?:eo|eu|ae|oe|ui|wi|wo|wa|ye|yu|ya|yo|[iu]?[aeo][iou]?|iu|ue|ee|oo|i|u)"
    r"(?:ng|nh|ck|n|m|k|l|p|r|h|t)?"
)
_SYLLABLES: Final = re.compile(rf"{_SYLLABLE}(?:{_SYLLABLE})?")


def _lines(name: str) -> list[str]:
    path = resources.files("newsnorm_entities") / "data" / name
    return path.read_text(encoding="utf-8").splitlines()[1:]
