"""The rules, as a table: each with examples it must change and traps it must leave alone.

The forms are those that agencies document in their handbooks or that public archives of their copy
show. Every example here was written for newsnorm.
"""

from __future__ import annotations

import regex

from newsnorm import ArticleView, Dateline, Example, Extract, Rule, Scope
from newsnorm_wire.dates import DATE, iso_date

AGENCIES = (
    "AA", "AFP", "AKI", "AKIpress", "ANI", "ANSA", "AP", "APA", "ATS", "Agence France-Presse",
    "Agerpres", "Anadolu", "Antara", "Armenpress", "Associated Press", "BNS", "BTA", "BelTA",
    "Belga", "Bernama", "Bloomberg", "Bloomberg Businessweek", "Bloomberg Law",
    "Bloomberg Opinion", "CNN", "CNN Business", "CTK", "DPA", "EFE", "GLOBE NEWSWIRE", "Hina",
    "IANS", "IFR", "IRNA", "ITAR-TASS", "Interfax", "Itar-Tass", "KUNA", "Kazinform", "Kyodo",
    "Kyodo News", "LUSA", "Lusa", "MENA", "MTI", "NTB", "PAP", "PTI", "Petra", "RIA Novosti",
    "Reuters", "Reuters Breakingviews", "Reuters Life!", "Ritzau", "SANA", "SPA", "STT",
    "Sputnik", "TASS", "TT", "Tanjug", "Thomson Reuters Foundation", "Trend", "UNI", "UPI",
    "Ukrinform", "WAM", "Xinhua", "Yonhap", "dpa", "dpa-AFX", "ИНТЕРФАКС", "ИТАР-ТАСС",
    "РИА Новости", "ТАСС", "Укринформ", "Укрінформ", "УНІАН",
)  # fmt: skip
"""Names of agencies as their tags print them."""

_names = "|".join(sorted(map(regex.escape, AGENCIES), key=len, reverse=True))
# A tag may name a regional service ("Interfax-Ukraine", "dpa/sn").
_agency = rf"(?P<agency>(?:{_names})(?:-\p{{Lu}}[\p{{L}}]{{1,15}}|/\p{{Ll}}{{2,5}})?)"
_dash = r"(?:--|\.-|[-_–—―])"
_caps = r"\p{Lu}[\p{Lu}'.’-]{0,24}"
_title = r"\p{Lu}[\p{L}'.’-]{0,24}"
_joint = r"(?:[ ]|/|-)"
_region = rf"(?:,[ ]{_title}(?:[ ]{_title}){{0,2}})?"
_caps_place = rf"(?P<place>{_caps}(?:{_joint}{_caps}){{0,5}}{_region})"
_any_place = (
    rf"(?P<place>{_title}(?:{_joint}(?:{_title}|de|la|del|am|an|der|upon|the|of)){{0,5}}{_region}"
    r"(?:[ ]\(\p{Lu}[\p{L} ]{1,30}\))?(?:[ ]\[\p{Lu}[\p{L} ]{1,30}\])?)"
)
_slash = rf"/(?:\p{{Lu}}[\p{{L}}.]{{0,12}}[ ])?{_agency}(?:[ ][^/\n]{{1,50}})?/\.?"
_paren = rf"\({_agency}(?:,[ ][^)\n]{{1,50}})?\)"


def _dateline(found: regex.Match[str], article: ArticleView) -> Dateline | None:
    groups = found.groupdict()
    place, agency = groups.get("place"), groups["agency"]
    if place and agency == "".join(word[0] for word in place.split() if word[0].isupper()):
        return None  # "Andhra Pradesh (AP)" is short for itself
    if place and _is_round_up(found, place):
        return None
    dated = iso_date(found, article.published) if "month" in groups else None
    if place and "," not in place:  # a full stop behind the city; "TOPEKA, Kan." keeps its own
        place = place.rstrip(".")
    return Dateline(place, dated, agency)


def _is_round_up(found: regex.Match[str], place: str) -> bool:
    """Whether a later line of the head has a dateline of another place: then all are kept.

    Which of a round-up's stories the article is about cannot be told, and with one dateline cut
    the next would look like the first.
    """
    text = found.string
    before = found.end()
    for _ in range(_ROUND_UP_LINES):
        start = text.find("\n", before) + 1
        if start == 0 or start - before > _PARAGRAPH:
            return False
        other = _PLACED.match(text, start, start + 300)
        if other is not None and other["place"] != place:
            return True
        before = start
    return False


def _names_of(found: regex.Match[str], _: ArticleView) -> tuple[str, ...]:
    return tuple(found.captures("name"))


DATELINES = (
    Rule(
        "dateline",
        rf"{_caps_place}[,.][ ]?{DATE}[.,]?[ ]?{_slash}[ ]*+",
        Scope.HEAD,
        Extract("dateline", _dateline),
        literals=("/",),
        fields=("text",),
        summary="place, day, and the agency between slashes, as wires of the former USSR print it",
        examples=(
            Example("RIGA, May 4. /TASS/. Snow fell.", "Snow fell."),
            Example("МИНСК, 4 мая. /ТАСС/. Выпал снег.", "Выпал снег."),
            Example("MINSK, 2 December /BelTA/. Snow fell.", "Snow fell."),
        ),
        traps=("The 1/2/3 rule, said MAY. /TASS/ is an agency.",),
    ),
    Rule(
        "dateline",
        rf"{_any_place}(?:,[ ]?|[.][ ]|[ ]){DATE},?[ ]?{_paren}[ ]?"
        rf"(?:{_dash}|[.:]|(?<=\((?:PTI|UNI|IANS)\)[ ]))[ ]*+",
        Scope.HEAD,
        Extract("dateline", _dateline),
        literals=("(",),
        fields=("text",),
        summary="place, day, and the agency in brackets; some agencies print no dash",
        examples=(
            Example("RIGA, May 4 (Reuters) - Snow fell.", "Snow fell."),
            Example("MOSCOW. Jan 12 (Interfax-Ukraine) - Snow fell.", "Snow fell."),
            Example("New Delhi, Jan 12 (PTI) Snow fell.", "Snow fell."),
            Example("Sevilla, 12 ene (EFE).- Nieva.", "Nieva."),
            Example("Nairobi, Jan 12, 2021 (AFP) - Snow fell.", "Snow fell."),
        ),
        traps=(
            "Ministers met in Riga on May 4 (Reuters was there).",
            "Sir, 4 May (TT) reached us.",
        ),
    ),
    Rule(
        "dateline",
        rf"{_any_place}[ ]{_paren}[ ]?{_dash}[ ]*+",
        Scope.HEAD,
        Extract("dateline", _dateline),
        literals=("(",),
        fields=("text",),
        summary="place, and the agency in brackets",
        examples=(
            Example("WASHINGTON/RIGA (Reuters) - Snow fell.", "Snow fell."),
            Example("BATON ROUGE, La. (AP) -- Snow fell.", "Snow fell."),
            Example("JAKARTA, Indonesia (AP) _ Snow fell.", "Snow fell."),
        ),
        traps=(
            "Andhra Pradesh (AP) - a state in India - will plant trees.",
            "Alcoholics Anonymous (AA) - a fellowship - met.",
            "Workers United (UPI): 83 seats.",
            "The Ontario Provincial Police (OPP) - a force of 5,000 - will march.",
        ),
    ),
    Rule(
        "dateline",
        rf"{DATE}[ ]{_paren}[ ]?{_dash}[ ]*+",
        Scope.HEAD,
        Extract("dateline", _dateline),
        literals=("(",),
        fields=("text",),
        summary="day, and the agency in brackets: a story from nowhere in particular",
        examples=(Example("June 3 (UPI) -- Snow fell.", "Snow fell."),),
        traps=("June 3 (Reuters Day) was quiet.",),
    ),
    Rule(
        "dateline",
        rf"{_caps_place},[ ]{DATE},?[ ]{_agency}[ ]?{_dash}[ ]*+",
        Scope.HEAD,
        Extract("dateline", _dateline),
        literals=("Kyodo", "РИА", "TASS", "ТАСС"),
        fields=("text",),
        summary="place, day and agency without brackets",
        examples=(Example("TOKYO, Jan. 12 Kyodo - Snow fell.", "Snow fell."),),
        traps=("TOKYO, Jan. 12: Kyodo said that snow fell.",),
    ),
    Rule(
        "tag",
        rf"(?:{_slash}|{_paren}[ ]?{_dash}|\((?P<agency>CNN)\)(?=\p{{Lu}}))[ ]*+",
        Scope.HEAD,
        Extract("dateline", _dateline),
        literals=("/", "(" ),
        fields=("text",),
        summary="an agency's tag alone, or printed once more after the dateline",
        examples=(
            Example("(Reuters) - Snow fell.", "Snow fell."),
            Example("RIGA, May 4. /TASS/. /TASS/. Snow fell.", "Snow fell."),
            Example("(CNN)Snow fell.", "Snow fell."),
        ),
        traps=("(AP is short for Andhra Pradesh.)", "(TASS) reported nothing."),
    ),
)  # fmt: skip

_ROUND_UP_LINES = 12
_PARAGRAPH = 200  # a line that long is of the story, and ends the head
_PLACED = regex.compile("|".join(rule.pattern for rule in DATELINES if rule.name == "dateline"))

_name = (
    r"(?P<name>\p{Lu}[\p{L}'.’-]{0,24}(?:[ ](?:(?:de|van|von|der|den|bin|al|el|la|le|da|di)[ ])?"
    r"\p{Lu}[\p{L}'.’-]{0,24}){1,3})"
)

_manner = (
    r"(?:Popular|Royal|Mid|Early|Late|Law|Design|Default|Contrast|Comparison|Far|Land|Sea|Air|Rail"
    r"|Road|Chance|Invitation|Hand|Night|Day)"
)

BYLINES = (
    Rule(
        "byline",
        rf"(?:[Bb]y|BY)[ ](?!{_manner}[ ])(?:\p{{Lu}}\p{{L}}{{1,15}}[ ]writers?[ ])?{_name}"
        rf"(?:(?:,[ ]|,?[ ](?:and|AND|with)[ ]){_name})*+"
        r"(?:[ ]in[ ]\p{Lu}[\p{L} -]{1,30}|,[ ][\p{L} ]{3,40})?",
        Scope.HEAD_LINES,
        Extract("byline", _names_of),
        literals=("By ", "by ", "BY "),
        fields=("text",),
        summary="By and names of two words or more, on a line of their own",
        examples=(
            Example("By Jane Roe and John van Doe\nSnow fell.", "Snow fell."),
            Example("by Claire ROE with John DOE in Riga\nSnow fell.", "Snow fell."),
        ),
        traps=(
            "By Land and Sea\nMost came by plane.",
            "By Popular Demand\nThe play is back.",
            "By Tuesday Jane Roe had left the town.",
        ),
    ),
    Rule(
        "byline-job",
        r"(?:The )?Associated Press(?:,? (?:\p{Lu}\p{Ll}{2,15} )?[Ww]riters?)?"
        r"|AP (?:\p{Lu}\p{Ll}{2,15} ){1,3}[Ww]riters?",
        Scope.HEAD_LINES,
        literals=("Associated Press", "riter"),
        fields=("text",),
        summary="the line below a byline that tells whom its author works for",
        examples=(Example("By Jane Roe\nAP Science Writer\nSnow fell.", "Snow fell."),),
        traps=("Associated Press reporters saw snow.",),
    ),
)  # fmt: skip

# Text in brackets, with one more level of brackets inside; bounded, so that it cannot run away.
_bracketed = r"(?:[^()]|\([^()]{0,80}\)){1,700}"
_work = (
    r"(?:(?:[Aa]dditional |[Ww]ith )?[Rr]eporting|[Ww]riting|[Ww]ritten|[Ee]diting|[Ee]dited"
    r"|[Cc]ompiled|[Tt]ranslat(?:ed|ion|ing)|[Gg]raphics?) [Bb]y"
)

# Names, places and what stands between them: no sentence.
_people = (
    r"(?:(?:\p{Lu}[^\s;,]{0,30}|in|and|by|with|from|for|de|van|von|al|el|bin|additional|reporting"
    r"|writing|editing|graphics?)[;,]?(?:[ ]|(?=\.?\Z)|(?=\.?\n))){1,60}"
)

CREDITS = (
    Rule(
        "credit",
        rf"\s*+\((?=\p{{Lu}}){_work} (?=\p{{Lu}}){_bracketed}\)",
        Scope.TAIL,
        Extract("credits"),
        literals=("(",),
        fields=("text",),
        summary="who reported, wrote and edited, in brackets at the end",
        examples=(
            Example("Snow fell.\n(Reporting by Jane Roe; Editing by John Doe)", "Snow fell."),
            Example("Snow fell. (Writing by J. Roe (Riga);\nEditing by J. Doe)", "Snow fell."),
        ),
        traps=(
            "(Reporting by Jane Roe was praised.) Snow fell.",
            "Snow fell. (Perth is eight hours ahead of GMT.)",
            "Her letters are out at last (translated by Jane Roe)",
            "It is a long book. (Reporting by night is hard.)",
        ),
    ),
    Rule(
        "credit",
        rf"[*-]{{0,2}}[ ]?{_work} {_people}\.?",
        Scope.TAIL_LINES,
        Extract("credits"),
        literals=("eporting by", "riting by", "diting by", "ompiled by", "Reporting By"),
        fields=("text",),
        summary="the same without brackets, on a line of its own",
        examples=(Example("Snow fell.\nReporting by Jane Roe; Editing by John Doe", "Snow fell."),),
        traps=(
            "Reporting by the committee took a year.",
            "Editing by Thelma Roe gives the picture its pace.",
        ),
    ),
    Rule(
        "credit",
        r"(?:\p{Lu}[\p{L}&'’.-]{0,20}[ ]){1,5}"
        r"(?:writers?[ ])?.{3,200}[ ]contributed[ ]to[ ]this[ ](?:report|story)\.?",
        Scope.TAIL_LINES,
        Extract("credits"),
        literals=("contributed to this",),
        fields=("text",),
        summary="who contributed to a report",
        examples=(
            Example("Snow fell.\nAP writer Jane Roe contributed to this report.", "Snow fell."),
        ),
        traps=(
            "It snowed, and two storms contributed to this winter.",
            "Police said that speed and alcohol contributed.",
        ),
    ),
    Rule(
        "credit",
        r"-{1,2}[ ]?With assistance (?:from|by) .{3,300}",
        Scope.TAIL_LINES,
        Extract("credits"),
        literals=("With assistance",),
        fields=("text",),
        summary="who assisted",
        examples=(Example("Snow fell.\n--With assistance from Jane Roe.", "Snow fell."),),
        traps=("With assistance from neighbours, roofs were cleared.",),
    ),
)  # fmt: skip

_verbs = r"(?:Add|Update|Recast|Rewrite|Correct|Refile|Relead|Remove|Repeat|Write|Fix|Clarifie)s"

NOTICES = (
    Rule(
        "update-mark",
        r"(?:(?:(?:UPDATE|WRAPUP) \d{1,2}"
        r"|(?:RPT|REPEAT|REFILE|CORRECTED|ADVISORY|BRIEF|URGENT)(?: \d{1,2}|(?=-(?!\p{Lu}{2})"
        r"|-(?:UPDATE|WRAPUP|RPT|CORRECTED|REFILE)\b)))-){1,3}",
        Scope.HEAD,
        Extract("notices"),
        literals=("-",),
        summary="marks of updates, repeats and corrections before a headline",
        examples=(Example("RPT-UPDATE 1-Snow falls", "Snow falls"),),
        traps=("UPDATE-style marks", "URGENT: snow", "URGENT-CARE CLINICS OPEN"),
    ),
    Rule(
        "advisory",
        rf"\((?:ATTN: {_bracketed}|{_verbs} (?!of|by|on\b){_bracketed})\)",
        Scope.HEAD_LINES,
        Extract("notices"),
        literals=("(",),
        fields=("text",),
        summary="a line in brackets that tells editors what is new",
        examples=(Example("(Adds details, background)\nSnow fell.", "Snow fell."),),
        traps=("(Repeat orders were few.)\nSnow fell.",),
    ),
    Rule(
        "advisory",
        r"\((?:Updates|Adds|Corrects|Recasts) (?:with|to|in|figure|date|name|spelling|throughout)"
        rf"{_bracketed}\)",
        Scope.TAIL_LINES,
        Extract("notices"),
        literals=("(Updates", "(Adds", "(Corrects", "(Recasts"),
        fields=("text",),
        summary="the same at the end",
        examples=(Example("Snow fell.\n(Updates with wind in fourth paragraph.)", "Snow fell."),),
        traps=("(Updated figures followed all night.)",),
    ),
    Rule(
        "correction",
        r"This story (?:has been|was) (?:corrected|updated) (?:to|on|at|with|in) .{2,300}",
        Scope.TAIL_LINES,
        Extract("notices"),
        literals=("This story",),
        fields=("text",),
        summary="what was corrected",
        examples=(
            Example(
                "Snow fell.\nThis story has been corrected to show that it was sleet.", "Snow fell."
            ),
        ),
        traps=(
            "This story was told to her by a hunter.",
            "This story was corrected by nobody for forty years.",
        ),
    ),
)  # fmt: skip

MARKS = (
    Rule(
        "end-mark",
        r"(?:\A|\n)[ ]?(?:[-–]{1,2}[ ]?30[ ]?[-–]{1,2}|#[ ]?#[ ]?#"
        r"|-{0,3}[ ]?E[Nn][Dd][Ss]?[ ]?-{0,3}|\(END\)|Enditem|-0-|\(MORE\)|-?MORE-?|\(more\)"
        r"|_{2,80}|■)",
        Scope.TAIL,
        literals=("30", "#", "END", "End", "-0-", "MORE", "more", "__", "■"),
        fields=("text",),
        summary="what says that the story ends, or goes on",
        examples=(
            Example("Snow fell.\n-30-", "Snow fell."),
            Example("Snow fell.\n# # #", "Snow fell."),
            Example("Snow fell.\nEnditem", "Snow fell."),
            Example("Snow fell.\n(MORE)", "Snow fell."),
        ),
        traps=(
            "It starts, it sags, it ENDS.",
            "Ends justify means, says the villain.",
            "The script's last word was\nEND\nand everybody cheered.",
        ),
    ),
    Rule(
        "copyright",
        r"(?:(?:\(c\)|©|[Cc]opyright|COPYRIGHT)[ ]{0,2}){1,3}(?:19|20)\d\d.{0,400}",
        Scope.TAIL_LINES,
        literals=("(c)", "©", "opyright", "COPYRIGHT"),
        fields=("text",),
        summary="copyright lines",
        examples=(
            Example("Snow fell.\nCopyright 2021 Jane Roe. All rights reserved.", "Snow fell."),
        ),
        traps=(
            "Copyright law was changed, a judge said.",
            "Copyright holders sued in 2019 and lost.",
        ),
    ),
)  # fmt: skip

# Bylines, notices and marks stand around the others, so they are cut first.
RULES = (*MARKS, *NOTICES, *BYLINES, *DATELINES, *CREDITS)
