"""Words that tell a government from the city that it sits in.

They were written for newsnorm; each list says what it is for. What a city, its people or its mayor
do as well ("hosts", "reported", "closed") is in none of them. All are in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Verb(NamedTuple):
    """The forms of a verb: "undertake, undertakes, undertook, undertaken, undertaking"."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


def inflected(entry: str) -> Verb:
    """The forms of a verb, from its base and, where they are irregular, past, participle, gerund.

    >>> inflected("deny")
    Verb(base='deny', third='denies', past='denied', participle='denied', gerund='denying')
    >>> inflected("undertake undertook undertaken").gerund, inflected("push").third
    ('undertaking', 'pushes')
    """
    base, *irregular = entry.split()
    stem = base if base.endswith("ee") else base.removesuffix("e")
    if base.endswith("y") and base[-2] not in "aeiou":
        third, past = f"{base[:-1]}ies", f"{base[:-1]}ied"
    else:
        third = f"{base}es" if base.endswith(("s", "sh", "ch", "x")) else f"{base}s"
        past = f"{stem}d" if stem.endswith("e") else f"{stem}ed"
    regular = (past, past, f"{stem}ing")
    past, participle, gerund = (*irregular, *regular[len(irregular) :])
    return Verb(base, third, past, participle, gerund)


def _verbs(entries: str) -> tuple[Verb, ...]:
    return tuple(
        inflected(entry) for entry in entries.replace("\n", "|").split("|") if entry.strip()
    )


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ACTS = _verbs(
    """
    say said said|tell told told|announce|declare|proclaim|claim|insist|argue|maintain|assert
    stress|emphasize|emphasise|hint|signal|indicate|imply|suggest|admit admitted admitted admitting
    concede|acknowledge|deny|dismiss|reject|dispute|contest|protest|object|complain|accuse|blame
    condemn|denounce|criticize|criticise|slam slammed slammed slamming|brand|label|designate
    describe|regard|view|consider|believe|think thought thought|fear|suspect|doubt
    warn|threaten|vow|pledge|promise|demand|urge|call|ask|request|appeal|press|push|pressure|lobby
    persuade|convince|assure|reassure|remind|advise|welcome|praise|hail|applaud|thank|congratulate
    respond|reply|answer|react|retaliate|counter|agree|disagree|accept|refuse|decline|offer|propose|want
    seek sought sought|hope|wish|expect|intend|aim|plan planned planned planning|try|attempt
    prefer preferred preferred preferring|favor|favour|decide|resolve
    undertake undertook undertaken|commit committed committed committing|abide|comply|violate
    breach|honor|honour|recognize|recognise|ignore|oppose|support|back|endorse|approve|authorize
    authorise|sanction|punish|reward|impose|lift|ease|tighten|annex|invade|occupy|seize|deploy
    dispatch|send sent sent|withdraw withdrew withdrawn|recall|expel expelled expelled expelling
    summon|negotiate|sign|ratify|suspend|resume|intervene|interfere|meddle|escalate|instigate
    orchestrate|provoke|mediate|broker|consult|cooperate|provide|supply|grant|donate
    lend lent lent|arm|fund|finance|help|allow|permit permitted permitted permitting|block|veto
    prevent|ban banned banned banning|order|boycott|justify|explain|clarify|treat|rely
    depend|need|sever|abandon|scrap scrapped scrapped scrapping|portray|exploit|defend|repeat
    reiterate|express|probe|shelter|count|harbor|harbour|voice|pursue|exert|risk|fail|promote|encourage|demonize|demonise|equip
    """
)
"""What a government does; whoever is known to be a seat and does it, acts."""

FINITE = frozenset(form for verb in _ACTS for form in (verb.third, verb.past))
BASES = frozenset(verb.base for verb in _ACTS)
PARTICIPLES = frozenset(verb.participle for verb in _ACTS)
GERUNDS = frozenset(verb.gerund for verb in _ACTS)

DOUBTFUL = _words(
    """
    claims demands offers calls hopes moves views threats fears vows orders needs supports aims
    plans requests appeals protests objects doubts signals backs risks presses labels brands
    promises pledges attempts tries counters reports bans sanctions funds permits grants arms
    blocks supplies
    """
)
"""Of the verbs in the third person those that are nouns too, "Moscow plans": what follows tells."""

COMPLEMENTS = _words(
    "to that the a an its it his her their this these those no any all for on more us them"
)
"""What follows a verb and no noun: "Moscow plans to"."""

STANCES = _words(
    """
    ready willing unwilling prepared interested concerned open determined keen reluctant opposed
    eager hopeful confident angry furious responsible committed aware serious wary unhappy accused
    dissatisfied satisfied alarmed worried outraged slow quick guilty complicit entitled obliged
    afraid convinced sure cautious skeptical sceptical adamant mulling weighing waging using talking
    """
)
"""What a government is, behind a form of "to be"; a city is none of it."""

INTENTIONS = _words(
    """
    intention intentions interest right rights plans plan desire choice objection objections
    illusions doubt reason wish obligation
    """
)
"""What a government has, or has none of: "Moscow has no intention"."""

BE = _words("is are was were be been being isn't aren't wasn't weren't")
HAVE = _words("has have had having hasn't haven't hadn't")
MODALS = _words(
    """
    will would can could may might must should shall cannot can't couldn't won't wouldn't shouldn't
    """
)
DO = _words("does do did doesn't don't didn't")

ADVERBS = _words(
    """
    also now still already again never ever not long later earlier then once first both each
    itself all too just simply even only rather soon today yesterday twice
    """
)
"""What may stand between a subject and its verb, with all words in -ly."""

ASIDES = (
    "for its part", "for his part", "in turn", "in response", "in return", "however", "meanwhile",
    "though", "too", "by contrast", "on the other hand", "as well", "of course", "in particular",
)  # fmt: skip
"""What may stand between commas behind a subject."""

ADDRESSES = frozenset(
    form
    for verb in _verbs(
        """
        tell told told|urge|accuse|blame|warn|press|push|pressure|persuade|convince|assure
        reassure|remind|advise|condemn|denounce|criticize|criticise|thank|congratulate|provoke
        punish|sanction|isolate|deter deterred deterred deterring|antagonize|antagonise|appease
        alarm|anger|infuriate|ask|arm|supply|help|support|back|notify|inform|consult|oblige
        compel compelled compelled compelling|force|enrage|irritate|embarrass|encourage|allow
        permit permitted permitted permitting|implore|castigate|chide|rebuke|sue|lobby
        """
    )
    for form in (verb.base, *verb[1:])
) - {"force", "forces", "arms", "supplies", "supply", "alarm", "anger", "sues"}
"""What is done to a government, with its seat as the object: "urged Moscow"."""

ARGUED = frozenset(
    PARTICIPLES | _words("made taken held led fought broken won lost put used kept set")
)
"""What is done by a government: "imposed by Washington"."""

BEFORE_PREPOSITION: Mapping[str, frozenset[str]] = {
    "with": _words(
        """
        talks talk negotiations negotiation negotiate negotiated negotiates negotiating relations
        relationship ties deal deals agreement agreements dialogue contact contacts contacting
        consultations cooperation co-operation cooperate cooperated cooperating alliance allied
        ally aligned side sided sides siding treaty treaties pact war conflict confrontation
        confront standoff stand-off dispute disputes tensions tension rapprochement detente
        partnership row rift spat differences discussions discuss discussed settlement peace truce
        ceasefire compromise trade links rupture break solidarity friendship coordination
        coordinate coordinated coordinating agreed disagreed disagree patience frustration anger
        disappointment engage engagement engaged plead pleaded reconciliation bargain understanding
        accord accords border borders impatient unhappy angry frustrated furious showdown
        """
    ),
    "between": _words(
        """
        talks relations relationship ties deal deals agreement agreements dialogue contact contacts
        consultations cooperation co-operation alliance treaty treaties pact war conflict conflicts
        confrontation standoff stand-off dispute disputes tensions tension rapprochement detente
        partnership row rift spat differences discussions settlement peace truce ceasefire
        negotiations mediate mediated mediating mediation mediator intermediary trust mistrust
        distrust rivalry hostilities hostility disagreement disagreements accord accords
        understanding diplomacy link links brokered caught torn choose collusion coordination
        """
    ),
    "against": _words(
        """
        sanctions sanction war accusations accusation charges measures action actions aggression
        allegations complaint complaints case lawsuit suit claims retaliate retaliation embargo
        complaint threats threat campaign protest fight struggle stance resolution hostility
        coalition deterrent leverage
        """
    ),
    "on": _words(
        """
        sanctions sanction pressure call calls called calling reliance dependence dependent depend
        depends depended rely relies relied relying blame blamed blames prevail pressured leverage
        embargo costs war pin pinned impose imposed imposes imposing tough tougher soft hard
        restrictions penalties
        """
    ),
    "from": _words(
        """
        pressure support backing assurances assurance response condemnation criticism independence
        demands orders instructions permission approval signal signals response responses rebuke
        reaction reactions commitment commitments guarantees guarantee concessions pledge pledges
        denial denials denunciation protest protests threats threat warning warnings consent
        directives rhetoric interference autonomy reprisals retaliation outcry answers answer
        cooperation intransigence
        """
    ),
    "to": _words(
        """
        ties links loyal loyalty allied warning warnings message messages signal signals concessions
        hostile sympathetic friendly answer offer ultimatum opposition opposed appeal appeals
        aligned according allegiance rebuke response subservient beholden accountable concession
        threat challenge appealed aligned rival counterweight kowtow deference alternative
        ultimatums clear protest protested
        """
    ),
    "toward": _words(
        """
        policy policies stance hostility attitude attitudes tilt approach hostile sympathetic line
        rhetoric position friendly resentment
        """
    ),
    "for": _words(
        """
        support backing setback blow victory defeat embarrassment priority headache unacceptable
        assistance aid win unfavorable unfavourable acceptable problematic spies spy dilemma
        humiliation concession spying
        """
    ),
    "of": _words(
        """
        ally allies critic critics puppet puppets behest orders instructions backing instigation
        recognition distrust mistrust suspicious suspicion wary condemnation criticism critical
        accused
        """
    ),
    "by": ARGUED,
}  # fmt: skip
"""What stands before a preposition that a government follows: "talks with Moscow"."""

POSSESSED = _words(
    """
    position positions stance view views viewpoint demand demands offer offers proposal proposals
    policy policies ally allies interest interests ambition ambitions intention intentions aim aims
    goal goals objective objectives claim claims accusation accusations allegation allegations
    response reaction decision decisions move moves refusal rejection willingness unwillingness
    readiness support backing aggression invasion annexation occupation offensive counteroffensive
    counter-offensive war troops forces army soldiers navy fleet missiles arsenal
    intervention involvement influence sphere sanctions embargo threat threats warning warnings
    promise promises pledge pledges commitment commitments obligation obligations envoy envoys
    military ambassador ambassadors representative negotiator negotiators delegation diplomats
    diplomacy government leaders leadership regime intelligence spies proxy proxies propaganda
    sovereignty territorial accession membership request requests call calls appeal appeals
    insistence effort efforts attempt attempts strategy approach attitude relationship relations
    ties partners partner rivals enemies adversaries foes friends concern concerns fears anger
    frustration suspicion suspicions hope hopes desire expectations agenda consent approval
    permission credibility patience silence denial denials assertion assertions argument arguments
    version narrative rhetoric tone grip control rule recognition withdrawal pullout retaliation
    revenge statistics conditions terms contribution assistance aid help pressure veto vote leverage
    motives motive reluctance opposition objections objection statement statements announcement
    criticism condemnation acceptance participation supporters backers protests protest complaint
    complaints answer answers meddling interference disinformation defiance compliance actions
    action behavior behaviour doctrine initiative determination desperation insistence capability
    arms weapons nuclear handling nominee embassy
    """
)
"""What a government has: "Moscow's position"."""

OF_THE_CITY = _words(
    """
    city mayor police council residents resident street streets metro subway airport suburb suburbs
    museum university court courts municipal hospital theater theatre square district districts
    central downtown historic main stock financial football administration museums parade hospitals
    """
)
"""What makes that of a city of what follows: "Kyiv's city council's decision"."""

COMPOUNDS = _words(
    """
    backed led controlled installed appointed brokered imposed supported aligned friendly sponsored
    funded financed mediated ordered allied approved loyal leaning annexed occupied dominated
    drafted proposed supplied trained picked
    """
)
"""What a government is in a compound with: "Moscow-backed"; with "-based" it is a city."""

SIDES = _words("pro anti")
"""What one is, for or against a government: "pro-Moscow"."""

PLACING = _words(
    """
    visit visits visited visiting leave leaves left leaving reach reached reaching enter entered
    capital city town district suburb suburbs central downtown greater northern southern eastern
    western east west north south de
    """
)
"""Words before a name that say that the city is meant."""

PARTICLES = _words("up out off down over away back")
"""What may stand between a verb and its preposition: "set up by"."""

IRREGULAR = _words(
    """
    began begun broke broken fell fallen rose risen grew grown held led met came went made took
    taken gave kept left lost won sank sunk hit put set
    """
)
"""Forms of verbs behind a name that ends what goes before: "talks with Moscow broke down"."""

PREPOSITIONS = _words(
    """
    in at near outside around through via into inside across throughout within off over above under
    beyond by of from to for with between against on toward towards about among along past
    """
)
"""Behind one of these no subject stands; those that are conjunctions too are left out."""

CITY_GOVERNED = _words("mayor mayoral municipal councillors aldermen congestion")
"""Words in an article where a city may act for itself."""
