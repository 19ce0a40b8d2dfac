"""Words that tell a government from the city that it sits in.

They were written for newsnorm; each list says what it is for. What a city, its people or its mayor
do as well ("hosts", "reported", "closed") is in none of them. All are in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


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


def words_in(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())


_ACTS: Final = _verbs(
    """
    say said said|tell told told|announce|declare|proclaim|claim|insist|argue|maintain|assert
    stress|emphasize|emphasise|hint|signal|indicate|imply|suggest|admit admitted admitted admitting
    concede|acknowledge|deny|dismiss|reject|dispute|contest|protest|object|complain|accuse|blame
    condemn|denounce|criticize|criticise|slam slammed slammed slamming|brand|label|designate
    describe|regard|view|consider|believe|think thought thought|fear|suspect|doubt
    warn|threaten|vow|pledge|promise|demand|urge|call|ask|request|appeal|press|push|pressure|lobby
    persuade|convince|assure|reassure|remind|advise|welcome|praise|hail|applaud|thank|congratulate
    respond|reply|answer|react|retaliate|counter|agree|disagree|accept|refuse|decline|offer|propose
    want
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
    reiterate|express|probe|shelter|count|harbor|harbour|voice|pursue|exert|risk|fail|promote
    encourage|demonize|demonise
    equip equipped equipped equipping|confirm|comment|foresee foresaw foreseen|wage|reclaim
    retake retook retaken|legalize|legalise|appoint|nominate|spurn|snub snubbed snubbed snubbing
    rebuff|rebuke|bristle|balk|relent|capitulate|backtrack|coerce|downplay|underline|underscore
    affirm|reaffirm|note|question|clash|collude|pretend|de-escalate|deescalate|normalize|normalise
    free|jail|detain|deport|extradite|bomb|shell|outlaw|devalue|mobilize|mobilise|repatriate
    withhold withheld withheld|cede|disarm|know knew known|understand understood understood
    investigate|refrain|deplore|regret regretted regretted regretting|laud|disavow|rescind
    let let let letting|overrule|overstep overstepped overstepped overstepping|bankroll|crush|woo
    blacklist|reimpose|reinstate|subsidize|subsidise|nationalize|nationalise|renounce|repudiate
    reassert|acquiesce|waver|dither|hesitate|tolerate|covet|vacillate|cajole
    forswear forswore forsworn
    oust|topple|overthrow overthrew overthrown|colonize|colonise|eavesdrop eavesdropped eavesdropped
    mull|conscript|acquit acquitted acquitted acquitting|pardon|execute|placate
    spy spied spied spying
    rearm|concur concurred concurred concurring|confer conferred conferred conferring
    waive
    """
)
"""What a government does; whoever is known to be a seat and does it, acts."""

FINITE: Final = frozenset(form for verb in _ACTS for form in (verb.third, verb.past)) | {"acted"}
BASES: Final = frozenset(verb.base for verb in _ACTS)
PARTICIPLES: Final = frozenset(verb.participle for verb in _ACTS) | {"acted", "forced"}
GERUNDS: Final = frozenset(verb.gerund for verb in _ACTS)

DOUBTFUL: Final = words_in(
    """
    claims demands offers calls hopes moves views threats fears vows orders needs supports aims
    plans requests appeals protests objects doubts signals backs risks presses labels brands
    promises pledges attempts tries counters reports bans sanctions funds permits grants arms
    blocks supplies comments notes questions clashes wages rebukes snubs
    rebuffs bombs shells frees jails
    """
)
"""Of the verbs in the third person those that are nouns too, "Moscow plans": what follows tells."""

COMPLEMENTS: Final = words_in(
    "to that the a an its it his her their this these those no any all for on more us them most "
    "several nothing half two three four five six seven eight nine ten dozens hundreds"
)
"""What follows a verb and no noun: "Moscow plans to"."""

CATENATIVES: Final = words_in(
    "continue continues continued begin begins began begun start starts started appear appears "
    "appeared seem seems seemed ought prepares prepared manage managed has have had tends going"
)
"""What stands between a subject and the infinitive that it does: "Moscow continues to deny"."""

INSTITUTIONAL: Final = frozenset(
    form
    for verb in _verbs(
        """
        take took taken|make made made|hide hid hidden
        plot plotted plotted plotting|refer referred referred referring|give gave given|issue
        release|work|invite|cancel|postpone|delay|schedule|circulate|struggle|draft|unveil
        publish|review|know knew known|begin began begun beginning|keep kept kept
        put put put putting|use|face|fear|change|share|add|notify|hire
        fire|name|pick|choose chose chosen|control controlled controlled controlling
        """
    )
    for form in verb
)
"""What no palace does, but whoever has its seat in it and nowhere else: "the Kremlin hides it"."""

REPORTING: Final = words_in(
    "said says say hope hopes hoped believe believes believed insisted argued claimed complained "
    "warned told suggested recalled noted alleged predicted feared thought wrote added agreed "
    "denied promised pledged vowed stressed repeated"
)
"""Behind one of these somebody speaks of another: "the minister said Kyiv would ..."."""

CIVIC: Final = words_in(
    """
    be see have get become remain stay lose win grow rise fall host hold look feel seem come go run
    suffer face experience celebrate welcome cope recover survive fill empty wake sleep mourn play
    beat meet stage turn freeze burn sink flood melt shine boom sell buy build house draw attract
    hosted held become won lost grown risen fallen come gone been seen had run turned welcomed
    celebrated suffered changed change felt played beaten met staged expand expanded cost charge
    charm charmed delight delighted amazed inspired surprised disappointed exceeded
    top topped add added rank ranked record recorded report reported register registered open opened
    close closed end ended reach reached pass passed double doubled emerge emerged escape escaped
    shrink lack lacked follow followed replace replaced join joined boast tripled scored moved
    lagged lag collapse collapsed receive received experienced improved improve endure
    endured happen stand
    """
)
"""What cities do, too, whoever says that they did."""

BOUND: Final = frozenset({"must", "should"})
DUTIES: Final = words_in(
    "act end stop change choose do give hold make pay prove return show take understand"
)
"""What only somebody must do whom another can oblige: "Kyiv must act"."""

HANDLING: Final = frozenset(
    form
    for verb in _verbs(
        """
        launch|fire|move|trade|break broke broken|open|end|give gave given|make made made
        take took taken|put put put putting|use|keep kept kept|hold held held|start
        begin began begun beginning|cut cut cut cutting|freeze froze frozen|restore|mass|station
        share|raise|step stepped stepped stepping|join|leave left left|quit quit quit quitting
        conclude|lodge|file|reopen|close|test|lower|detonate|renew|extend|show showed shown
        deliver|exchange|bring brought brought|carry|unleash|add|pull|train|amend|change|hand
        increase
        shut shut shut shutting|position|redraw redrew redrawn|build built built|own|fill
        drop dropped dropped dropping|lose lost lost|issue|reach|build built built
        pay paid paid|exit|rejoin|halt
        """
    )
    for form in verb
)
"""Verbs that a city has too, which are a government's with one of `HANDLED`."""

HANDLED: Final = words_in(
    """
    troops soldiers tanks missiles warships warplanes airstrikes artillery sanctions accusations
    threats tariffs war wars offensive counteroffensive incursion retaliation hostilities
    ceasefire truce treaty pact embassy ambassador ambassadors envoy envoys diplomats ties dialogue
    relations negotiations comment denial denials operation aggression overtures concessions
    commitments promise promises pledge pledges assurances shots intention accord embargo
    blockade visas influence leverage recognition border
    borders frontier airspace consulate rocket rockets missile warhead warheads silent offer
    demands objections enrichment centrifuges satellite airlift
    threat rebels insurgents guerrillas militias mercenaries saboteurs spies hacking disinformation
    democracy constitution provocation provocations pressure extradition asylum
    hostages prisoners invasion umbrage offence offense exception lander spacecraft
    """
)
"""What governments deal in, and what their cities are never the owners of."""

PAIRED: Final[Mapping[str, frozenset[str]]] = {
    form: words_in(objects)
    for verbs, objects in (
        ("leave left left|quit quit quit quitting|exit|rejoin",
         "group bloc union alliance cartel coalition eurozone pact accord"),
        ("take took taken", "step steps position stance"),
        ("pay paid paid", "price ransom reparations compensation"),
        ("give gave given",
         "billion billions tents helicopters rescuers answer answers reply explanation"),
        ("restore|freeze froze frozen", "trade aid"), ("hold held held|own", "percent stake"),
        ("move|station", "armoured armored"),
        ("close|shut shut shut shutting|reopen", "crossing crossings pipeline"),
        ("change", "flag anthem"),
        ("halt", "aid trade"),
        ("hand|cede|transfer transferred transferred transferring", "power powers sovereignty"),
    )
    for verb in _verbs(verbs)
    for form in verb
}  # fmt: skip
"""What a government does with such an object alone: "has taken a step", "may leave the group"."""

PHRASES: Final = frozenset(
    (form, particle)
    for verbs, particle in (
        ("give gave given", "up"), ("give gave given", "way"), ("give gave given", "back"),
        ("set set set setting", "aside"),
        ("stand stood stood", "by"), ("stand stood stood", "firm"),
        ("stand stood stood", "ready"), ("appear", "before"), ("speak spoke spoken", "of"),
        ("turn", "down"), ("break broke broken|call|cut cut cut cutting", "off"),
        ("hit hit hit hitting|push|strike struck struck", "back"),
        ("rule|lash|speak spoke spoken", "out"), ("give gave given|step", "in"), ("back", "away"),
        ("back|climb|play", "down"), ("make made made", "clear"),
        ("watch", "how"), ("watch", "whether"), ("watch", "closely"),
    )
    for verb in _verbs(verbs)
    for form in verb
)  # fmt: skip
"""Verbs with what makes them a government's: "turned down", "hit back", "will watch how"."""

UNDERGONE: Final = words_in(
    """
    rain rains rainfall snow snowfall showers storm storms thunderstorm thunderstorms heat heatwave
    temperatures degrees fog wind winds sunshine weather flood floods flooding smog frost
    visitors tourists crowds spectators fans guests delegates passengers traffic metro subway tram
    trams bus buses bike bikes bicycle cyclists lane lanes park parks museum museums marathon
    festival stadium skyscraper skyscrapers tower streets street rents landlords airport scooters
    olympics games expo fireworks parade pedestrians sewage litter rats nightlife cars airbnb
    """
)
"""What a city may expect, fear, plan or ban for itself."""

STANCES: Final = words_in(
    """
    ready willing unwilling prepared interested concerned open determined keen reluctant opposed
    eager hopeful confident angry furious responsible committed aware serious wary unhappy accused
    dissatisfied satisfied alarmed worried outraged slow quick guilty complicit entitled obliged
    delighted dismayed disappointed grateful blamed condemned isolated criticised criticized
    rebuffed
    emboldened humiliated consulted notified sidelined
    afraid convinced sure cautious skeptical sceptical adamant mulling weighing waging using talking
    analyzing analysing assessing examining monitoring pondering reviewing studying watching
    """
)
"""What a government is, behind a form of "to be"; a city is none of it."""

AWAITED: Final = words_in(
    """
    expected likely unlikely set due poised about bound forced supposed certain first last only
    believed suspected thought known alleged reported said
    """
)
"""What stands between a form of "to be" and what a government is to do: "is expected to sign"."""

INTENTIONS: Final = words_in(
    """
    intention intentions interest right rights plans plan desire choice objection objections
    illusions doubt reason wish obligation
    """
)
"""What a government has, or has none of: "Moscow has no intention"."""

BE: Final = words_in("is are was were be been being isn't aren't wasn't weren't")
REMAIN: Final = words_in("remain remains remained")
HAVE: Final = words_in("has have had having hasn't haven't hadn't")
MODALS: Final = words_in(
    """
    will would can could may might must should shall cannot can't couldn't won't wouldn't shouldn't
    """
)
DO: Final = words_in("does do did doesn't don't didn't")

ADVERBS: Final = words_in(
    """
    also now still already again never ever not long later earlier then once first both each
    itself all too just simply even only rather soon today yesterday twice yet further far much
    always
    often ever since thus
    """
)
"""What may stand between a subject and its verb, with all words in -ly."""

STATES: Final = words_in(
    "power superpower ally sponsor patron backer belligerent guarantor adversary foe"
)
"""What a state is called behind its capital and a comma: "Canberra, the former colonial power"."""

DAYS: Final = words_in("monday tuesday wednesday thursday friday saturday sunday")
MONTHS: Final = words_in(
    "january february march april may june july august september october november december"
)
SPANS: Final = words_in("week weekend month year spring summer autumn fall winter")
"""What may stand between a subject and its verb and say when: "Moscow last week denied it"."""

CONJUNCTIONS: Final = words_in(
    "that and but while as though although because since if when until unless"
)
"""What a clause begins with, before its subject."""

ASIDES: Final[tuple[str, ...]] = (
    "for its part", "for his part", "in turn", "in response", "in return", "however", "meanwhile",
    "though", "too", "by contrast", "on the other hand", "as well", "of course", "in particular",
)  # fmt: skip
"""What may stand between commas behind a subject."""

ADDRESSES: Final = frozenset(
    form
    for verb in _verbs(
        """
        tell told told|urge|accuse|blame|warn|press|push|pressure|persuade|convince|assure
        reassure|remind|advise|condemn|denounce|criticize|criticise|thank|congratulate|provoke
        punish|sanction|isolate|deter deterred deterred deterring|antagonize|antagonise|appease
        alarm|anger|infuriate|ask|arm|supply|help|support|back|notify|inform|consult|oblige
        compel compelled compelled compelling|force|enrage|irritate|embarrass|encourage|allow
        permit permitted permitted permitting|implore|castigate|chide|rebuke|sue|lobby
        slam slammed slammed slamming|order|dissuade|rebuff|snub snubbed snubbed snubbing|coerce
        incense|entreat|exhort|lambast|lambaste|mistrust|distrust|defy|embolden|petition
        displease|offend|placate|mollify|confront|scold|reproach|admonish|pressurise|pressurize
        """
    )
    for form in verb
) - {
    "force", "forces", "arms", "supplies", "supply", "alarm", "anger", "sues", "order", "orders",
    "incense", "petition", "petitions", "confronting",
}  # fmt: skip
"""What is done to a government, with its seat as the object: "urged Moscow"."""

COMPELS: Final = frozenset(
    form
    for verb in _verbs(
        """
        want|expect|need|get got got getting|lead led led|prompt|require|invite|challenge|trust
        cause|oblige|call|wait|chance|incentive|reason|pressure|enable|prod prodded prodded prodding
        """
    )
    for form in verb
)
"""What stands before a name, or before "for" and a name, that is to do something."""

GIVING: Final = words_in(
    "offer offers offered promise promises promised grant granted lend lent owes owed"
)
"""What is done to a government with something behind its seat: "offered Kyiv a loan"."""

ARGUED: Final = frozenset(
    PARTICIPLES
    | words_in(
        "made taken held led fought broken won lost put used kept set "
        "created given hampered distributed launched started written adopted enacted installed"
    )
)
"""What is done by a government: "imposed by Washington"."""

OF_THE_CITY: Final = words_in(
    """
    city mayor police council residents resident street streets metro subway airport suburb suburbs
    museum university court courts municipal hospital theater theatre square district districts
    central downtown historic main stock financial football administration museums parade hospitals
    """
)
"""What makes that of a city of what follows: "Kyiv's city council's decision"."""

COMPOUNDS: Final = words_in(
    """
    backed led controlled installed appointed brokered imposed supported aligned friendly sponsored
    funded financed mediated ordered allied approved loyal leaning annexed occupied dominated
    drafted proposed supplied trained picked
    """
)
"""What a government is in a compound with: "Moscow-backed"; with "-based" it is a city."""

SIDES: Final = words_in("pro anti")
"""What one is, for or against a government: "pro-Moscow"."""

PLACING: Final = words_in(
    """
    visit visits visited visiting leave leaves left leaving reach reached reaching enter entered
    capital city town district suburb suburbs central downtown greater northern southern eastern
    western east west north south de
    """
)
"""Words before a name that say that the city is meant."""

PARTICLES: Final = words_in("up out off down over away back")
"""What may stand between a verb and its preposition: "set up by"."""

REIGNING: Final = words_in("regime junta")
"""What is said of a government alone behind its seat: "the Kyiv regime"."""

IRREGULAR: Final = words_in(
    """
    began begun broke broken fell fallen rose risen grew grown held led met came went made took
    taken gave kept left lost won sank sunk hit put set
    """
)
"""Forms of verbs behind a name that ends what goes before: "talks with Moscow broke down"."""

PREPOSITIONS: Final = words_in(
    """
    in at near outside around through via into inside across throughout within off over above under
    beyond by of from to for with between against on toward towards about among along past
    """
)
"""Behind one of these no subject stands; those that are conjunctions too are left out."""

CITY_GOVERNED: Final = words_in("mayor mayoral municipal councillors aldermen congestion")
"""Words in an article where a city may act for itself."""
