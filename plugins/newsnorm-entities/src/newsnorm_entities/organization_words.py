"""Words that names of bodies and firms are told by.

They were written for newsnorm. All are in lower case, but legal forms, which are told from words
by how they are printed.
"""

from __future__ import annotations

from typing import Final

from newsnorm_entities.vocabulary import ROLES

STATE_NOUNS: Final = frozenset("ministry department directorate inspectorate secretariat".split())
"""Nouns that any word before them makes a name of: "Energy Ministry"."""

BODY_NOUNS: Final = STATE_NOUNS | frozenset(
    """
    academy agency alliance association authority board bureau coalition college commission
    committee confederation congregation consortium council federation foundation forum fund guild
    hospital infirmary institute institution observatory organisation organization
    parliament party secretariat service society tribunal trust union university archdiocese diocese
    clinic museum orchestra philharmonic seminary subcommittee choir ensemble quartet
    office company cooperative corporation chamber bank exchange district school police group
    mission comité comite fédération
    federación asociación ministerio universidad université instituto fundación
    """.split()
)
"""Nouns that end the name of a body, or stand in it before "of" and "for"."""

FIRM_NOUNS: Final = frozenset(
    """
    airlines airways railways bancorp bancshares brothers chemicals communications electronics
    enterprises
    financial foods holding holdings industries insurance laboratories logistics motors petroleum
    pharmaceuticals properties resources retail securities semiconductor semiconductors shipping
    shipyards solutions steelworks technologies telecom terminals textiles ventures management
    electric stores farms computers pictures partners studios entertainment publishing
    """.split()
)
"""Nouns that end the name of a firm whose other words are its own."""

INDUSTRIES: Final = frozenset(
    """
    aerostructures biosciences biotech ceramics cosmetics genomics haulage pharma plastics
    precision robotics sportswear therapeutics timber
    """.split()
)
"""What firms work in, behind which "of" says where they sit: "Velt Pharma of Ireland"."""

FIRM_ENDS: Final = INDUSTRIES | frozenset(
    """
    apparel books breweries brewery chronicle digital distillers distillery dynamics ferries foundry
    gazette herald inquirer lithium mines mobility sentinel textile toys tribune
    """.split()
)
"""Nouns that do so where a name ends: what goes on is no firm's, "Zambia Mines Minister"."""

PAIRED: Final = {
    noun: frozenset(words.split())
    for noun, words in {
        "administration": "enforcement atmospheric aviation security business drug space",
        "army": "liberation national republican salvation resistance",
        "assembly": "legislative constituent national parliamentary",
        "caucus": "black democratic freedom hispanic progressive republican",
        "center": "medical cancer research health science law policy performing arts trauma",
        "centre": "medical cancer research health science law policy arts trauma",
        "church": "adventist anglican baptist catholic coptic episcopal evangelical lutheran "
        "mennonite methodist orthodox pentecostal presbyterian reformed unification",
        "command": "africa central cyber european indo-pacific northern pacific southern strategic",
        "conference": "bishops leadership",
        "congress": "jewish national people progressives union uyghur",
        "corps": "ambulance guard marine peace",
        "court": "administrative appeals arbitration bankruptcy circuit constitutional coroner "
        "county criminal crown district electoral family high labor labour magistrates military "
        "municipal probate superior supreme tax people",
        "crescent": "red",
        "cross": "red",
        "force": "air defence defense police reaction task",
        "forces": "armed defence defense security support",
        "front": "democratic islamic liberation national patriotic people popular revolutionary "
        "salvation united",
        "gallery": "art national portrait",
        "guard": "civil coast national presidential republican revolutionary",
        "guards": "revolutionary",
        "laboratory": "accelerator national naval physics propulsion research",
        "movement": "democratic islamic liberation national patriotic people popular resistance",
        "navy": "royal national",
        "news": "daily evening",
        "patrol": "border highway state",
        "players": "chamber",
        "press": "university",
        "resistance": "national",
        "survey": "antarctic geological",
        "works": "chemical engineering gas iron steel",
        "opera": "lyric metropolitan national royal state",
    }.items()
}
"""Nouns that name bodies behind some words only: "Liberation Front", "Medical Center"."""

LEGAL_FORMS: Final = {
    "inc": ("Inc",), "incorporated": ("Incorporated",), "corp": ("Corp",), "co": ("Co",),
    "ltd": ("Ltd", "LTD"), "limited": ("Limited",), "plc": ("Plc", "PLC", "plc"), "llc": ("LLC",),
    "llp": ("LLP",), "ag": ("AG",), "nv": ("NV",), "bv": ("BV",), "sa": ("SA",), "as": ("AS",),
    "asa": ("ASA",), "ab": ("AB",), "oyj": ("Oyj",), "oy": ("Oy",), "gmbh": ("GmbH",),
    "spa": ("SpA",), "sdn": ("Sdn",), "srl": ("Srl", "SRL"), "sarl": ("SARL",), "pjsc": ("PJSC",),
    "ojsc": ("OJSC",), "jsc": ("JSC",), "ooo": ("OOO",), "ao": ("AO",), "kk": ("KK",),
    "bhd": ("Bhd",), "tbk": ("Tbk",), "pty": ("Pty",), "kgaa": ("KGaA",), "kg": ("KG",),
    "se": ("SE",),
}  # fmt: skip
"""Legal forms of firms, and how they are printed."""

ARMED: Final = frozenset("army navy".split())
"""Nouns that name a force by the country or the leader before them: "Ruland Army"."""

COMMUNAL: Final = frozenset("brotherhood community missionaries sisters voice".split())
"""Nouns that name a body by what stands behind "of": "Community of Sant'Egidio"."""

PAPERS: Final = frozenset(
    "advertiser courier enquirer examiner gleaner post telegraph times".split()
)
"""Nouns of newspapers, beside those of `FIRM_ENDS`, that next to nothing else is called by."""

PAPERS_TOO: Final = frozenset(
    """
    argus bee bulletin citizen dispatch echo express globe guardian independent journal leader mail
    mercury mirror monitor nation news observer press record register review standard star sun
    """.split()
)
"""Nouns of newspapers that much else is called by, too."""

HEADS: Final = frozenset(
    """
    banca banco banque cervecería cervejaria compagnie companhia compañía confederación empresa
    fondation fondazione fundação fundación groupe grupo gruppo parti partido partito radio
    sindicato sociedad sociedade société università universidade universität universiteit
    """.split()
)
"""Nouns of bodies that stand at the head of their names: "Banco Velto"."""

AIR: Final = frozenset(("air",))
"""What airlines are called with a place behind it: "Air Ruland"."""

CAUSES: Final = frozenset("campaign center centre front league movement network".split())
"""Nouns that name bodies by what these are for: "Front for Highland Autonomy"."""

SIGNS: Final = (
    BODY_NOUNS
    | FIRM_NOUNS
    | FIRM_ENDS
    | frozenset(LEGAL_FORMS)
    | frozenset(PAIRED)
    | CAUSES
    | ARMED
    | COMMUNAL
    | {"senate"}
)
"""Words that may make a body's name of what stands around them."""

JOINING: Final = frozenset("of for on and des de du del the".split())
"""Small words inside the name of a body."""

OWNING: Final = frozenset(
    """
    workers' workers worker's women's women children's children farmers' farmers teachers' teachers
    students' students fishermen's fishermen veterans' veterans nurses' nurses employees' employees
    drivers' drivers doctors' doctors writers' writers journalists' journalists miners' miners
    sheriff attorney governor ombudsman prosecutor coroner mayor auditor people
    """.split()
) | {f"{role}s" for role in ROLES if " " not in role}
"""Who may own a body within its name: "Teachers' Union", "Sheriff's Office"."""

NOT_LEADING: Final = frozenset(
    """
    a an the its his her their our local regional federal state national opposition
    """.split()
)
"""Words that open a sentence before the name of a body without being part of it."""

FIRM_KINDS: Final = frozenset(
    """
    airline airlines automaker bank brewer broadcaster broker brokerage builder cannery carmaker
    carrier chain chipmaker co-operative company conglomerate consultancy contractor
    cooperative developer distiller distributor drugmaker exporter firm grower insurer lender
    maker manufacturer oilmaker operator producer publisher refiner retailer shipbuilder shipper
    shipyard start-up startup steelmaker subsidiary supermarket supplier telecom utility wholesaler
    rival competitor parent arm employer unit boutique
    """.split()
)
"""Nouns that say of a firm what it is: ", a grower based in Machala"."""

TRADES: Final = frozenset(
    """
    aerospace beverages biologics capital care data energy gas glass international lines marine
    markets media motor networks oil partnership power rail services software steel systems
    utilities water wireless
    """.split()
)
"""Nouns that end names of firms and of much else: the firm's are told by what they do."""

DEALINGS: Final = frozenset(
    """
    agreed announced bought acquired cancelled closed completed cut declined delivered employs
    expects filed hired launched merged opened operates ordered owns plans planned posted
    recalled reported sold sued unveiled won
    """.split()
)
"""What firms do, beside what they say."""

CALLED_BEFORE: Final = frozenset(
    """
    airline airlines automaker brewer broadcaster brokerage carmaker charity chipmaker company
    conglomerate consultancy contractor daily drugmaker firm insurer lender manufacturer newspaper
    nonprofit nonprofits oilmaker platform publisher retailer shipbuilder shipyard startup
    supermarket telecom utility weekly website
    co-operative cooperative distiller distributor exporter operator refiner start-up steelmaker
    supplier wholesaler magazine pollster tabloid
    """.split()
)
"""Nouns that stand before the name of a body: "the broadcaster LRT"."""

CALLED_BY_ITS: Final = frozenset("affiliate competitor parent partner rival subsidiary".split())
"""Nouns that do so behind "its", as persons have rivals and parents, too."""

CALLED_BEHIND: Final = (
    CALLED_BEFORE
    | (FIRM_KINDS - CALLED_BY_ITS)
    | frozenset(
        """
        agency arm association bank body bureau employer exchange federation foundation group
        institute lobby militia mission movement ngo operator organisation organization party
        regulator subsidiary union unit watchdog
        """.split()
    )
)
"""Nouns that say behind a comma what body a name is: ", the state oil company"."""

PERSONS_TOO: Final = frozenset(
    """
    broker builder carrier contractor developer distiller distributor employer exporter grower maker
    operator pollster producer refiner rival shipper supplier trader wholesaler competitor parent
    partner
    """.split()
)
"""Of these nouns, those that persons are called by, too."""

SHARES: Final = frozenset("shares stake stakes stock".split())
"""What there is of firms: "shares in Velto", "Velto shares fell"."""

STAFF: Final = frozenset(
    "analyst analysts banker bankers economist economists strategist strategists".split()
)
"""Who is at firms: "an analyst at Velto"."""

OFFICERS: Final = frozenset("ceo chief shareholders".split())
"""Who firms have, by the first word: "Velto chief executive Jane Roe"."""

READ: Final = frozenset("newspaper tabloid magazine".split())
"""What papers are, behind their names: "the Velto newspaper"."""

AIRED: Final = frozenset("agency channel site station tank".split())
"""What media and institutes are, with a word before it: "the radio station Velto"."""

AIRING: Final = frozenset("news radio television tv think".split())
"""These words."""

SILENT: Final = frozenset(("declined",))
"""What firms do where they are asked: "Ruland's Velto declined to comment"."""

MERGERS: Final = frozenset("board merge merger merged".split())
"""What firms do, and have, by the word before "with" or "of": "to merge with Velto"."""

MOVES: Final = frozenset(
    """
    rose fell gained lost jumped dropped slid climbed surged tumbled plunged slipped soared closed
    ended traded edged sank rallied were have had shed advanced declined doubled tripled leapt
    leaped plummeted rise fall
    """.split()
)
"""What shares do: "Velto shares lost a tenth"."""

HOUSES: Final = frozenset("hospital infirmary college school university clinic academy".split())
"""What is called after somebody: "Addenbrooke's Hospital"."""

GENERIC: Final = frozenset(
    """
    city town county village parish district state local national federal central regional executive
    special joint select general main new old great big whole first second third other such same
    private public independent former foreign west east north south western eastern northern
    southern high middle oval elementary primary secondary law
    business medical graduate nursing grammar
    """.split()
)
"""Words that make no name of a noun alone: "the City Council", "the Law School"."""

MONTHS: Final = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
"""Months as they are printed short: "the Council on Dec. 23"."""

PORTFOLIO: Final = frozenset(
    """
    water labour labor sport sports youth lands forest forests human rights veterans women ways
    means iron steel life loan fish fisheries wildlife game energy health housing science oversight
    reform investment banking trust casualty minerals oil
    gas coal metal power light sugar tea fuel banking arms land mines search fire space heritage
    """.split()
)
"""What ministries are for, beside the common words: "Infrastructure and Water Management"."""

OTHER_THINGS: Final = {
    "bank": frozenset("blood food left right west south north east data piggy".split()),
    "fund": frozenset("slush hedge".split()),
    "mission": frozenset("space shuttle rescue peace combat suicide".split()),
    "office": frozenset("post box ticket corner".split()),
    "party": frozenset("tea birthday dinner christmas garden cocktail pool search house".split()),
    "service": frozenset(
        """
        conferencing messaging mail e-mail email web music download hosting search storage video
        voice phone broadband wireless online internet shuttle memorial funeral sunday lip
        """.split()
    ),
}
"""By nouns of bodies, the words before them that make another thing: "Web Conferencing Service"."""

DIVIDED: Final = frozenset("agency district".split())
"""Nouns of bodies that are parts of countries, too: "in Kurram Agency"."""

NUMBERED: Final = frozenset("group district school company".split())
"""Nouns that a number behind makes another thing of: "Group 6"."""

UNFINISHED: Final = frozenset(
    """
    american auto automotive bank central commercial continental credit deposit electric
    electrical federal film finance first general housing industrial insurance loan manufacturing
    medical motor mutual national natural processing public rental savings standard united
    """.split()
)
"""Words at whose end a firm's name lacks its legal form: "Federal Deposit Insurance Corp"."""

ORDINARY: Final = frozenset(
    """
    apple arrow banner bell bond border bridge brook bull camp chance christmas club cook cross
    crown day dish eagle field fish flood fortune fox frost game gap gold good green gulf holiday
    home hope horn house hunt iron key king lake land law life light link loan love loft march mark
    market may means mercury mission moon mountain news night oak olive page park pearl pilot point
    pool port power price prime prince progress rain ready rich rider river robin rose sand
    sea ship silver sky small snow sound south southern spring star steel sterling stone storm
    street summer sun swift target tiger tower union valley venture wave ways west western white
    winter wood world young
    """.split()
)
"""Ordinary words that are surnames, too, so that lists of common words lack them."""
