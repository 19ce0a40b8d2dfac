"""Word lists that the grammar of titles and the rules of context rest on.

They were written for newsnorm; each says what it is for. All are in lower case.
"""

from __future__ import annotations

from typing import Final

_ROLES: Final = """
    president|vice president|vice-president|prime minister|deputy prime minister|first minister
    taoiseach|tánaiste|chancellor|vice chancellor|premier|king|queen|prince|princess
    crown prince|crown princess|emperor|emir|sultan
    pope|archbishop|bishop|cardinal|patriarch|catholicos|metropolitan|ayatollah|supreme leader
    imam|rabbi
    governor|lieutenant governor|governor-general|mayor|deputy mayor|senator|congressman
    congresswoman|representative|lawmaker|assemblyman|assemblywoman|mp|mep|deputy|speaker
    majority leader|minority leader|house speaker|councillor|councilman|councilwoman
    minister|foreign minister|defence minister|defense minister|interior minister|finance minister
    justice minister|health minister|energy minister|economy minister|trade minister
    secretary|cabinet secretary|administrator
    secretary of state|secretary of defense|secretary of the treasury
    secretary of agriculture|secretary of commerce|secretary of energy|secretary of education
    secretary of labor|secretary of transportation|secretary of the interior
    secretary of homeland security|secretary of health|press secretary|foreign secretary
    home secretary|defence secretary|defense secretary|treasury secretary|trade secretary
    attorney general|solicitor general|prosecutor general|procurator general|prosecutor
    chief prosecutor|special counsel|judge|justice|chief justice|magistrate|ombudsman|commissioner
    high representative|high commissioner|secretary general|secretary-general|general secretary
    deputy secretary general|director general|director-general|executive director|director
    chairman|chairwoman|chairperson|chairman-in-office|chairperson-in-office|chair|co-chair|chief
    chief executive|chief executive officer|ceo|chief financial officer|chief operating officer
    chief economist|chief of staff|chief of defence|founder|co-founder|owner|managing director
    central bank governor|national security adviser|national security advisor|security adviser
    adviser|advisor|aide|spokesman|spokeswoman|spokesperson|ambassador|permanent representative
    envoy|special envoy|special representative|consul|consul general|attache|diplomat|negotiator
    mediator|chief mediator|chief negotiator|inspector|inspector general|rapporteur
    special rapporteur|coordinator
    commander|commander-in-chief|general|lieutenant general|major general|brigadier general|colonel
    lieutenant colonel|major|captain|lieutenant|sergeant|corporal|admiral|vice admiral|rear admiral
    field marshal|marshal|air marshal|vice marshal|commodore|air commodore
    police chief|sheriff|detective|officer|leader|opposition leader
    party leader|separatist leader|rebel leader|head|co-leader|activist|analyst|economist|professor
    lawyer|attorney|journalist|reporter|correspondent|editor|editor-in-chief|author|historian
    political scientist|scientist|researcher|coach|manager|striker|midfielder|goalkeeper|defender
    umpire|referee|curator|choreographer|composer|novelist|playwright|poet|sculptor|astronaut
    cosmonaut|cyclist|swimmer|sprinter|golfer|filmmaker|screenwriter|photographer|physicist
    biologist|chemist|astronomer|rector
    actor|actress|singer|director|candidate|nominee|billionaire|businessman|businesswoman|tycoon
    oligarch|ex-president|ex-premier|ex-minister|vice-premier|vice premier|treasurer|comptroller
    undersecretary|under secretary|undersecretary of state|assistant secretary
    assistant secretary of state|deputy secretary of state|secretary of the army|first lady
    clerk|county clerk|town clerk|city clerk|court clerk|coroner|district attorney|superintendent
    constable|chief inspector|police commissioner|fire chief|vice chairman|vice chairwoman
    vice chair|deputy chairman|deputy director|deputy minister|deputy commissioner
    permanent secretary|executive secretary
    skipper|fly-half|scrum-half|winger|quarterback|pitcher|centre-back|full-back|prosecutor-general
    gov|sen|rep|sec|gen|col|lt|maj|sgt|capt|adm|brig|cmdr|det|pres|pm|fm|prof|dr|rev|sir|lord|lady|dame
    mr|mrs|ms|miss|baroness|maître|maitre
"""
_RANKS: Final = """
    detective constable|detective sergeant|detective inspector|detective chief inspector
    detective superintendent|detective chief superintendent|chief superintendent|chief constable
    deputy chief constable|assistant chief constable|police constable|police sergeant
    police inspector|police superintendent
    assistant commissioner|deputy assistant commissioner|sub-inspector|assistant superintendent
    deputy superintendent|deputy inspector general|deputy sheriff|undersheriff|patrolman|trooper
    special agent|det con|det sgt|det insp|det supt|det chief insp|insp|supt|cpl|pvt|pfc|cdr
    lance corporal|lance cpl|staff sergeant|staff sgt|master sergeant|sergeant major|sgt maj
    private first class|petty officer|chief petty officer|warrant officer|flight lieutenant|flt lt
    lieut|agent
    wing commander|squadron leader|group captain|first lieutenant|second lieutenant|sub-lieutenant
    lt col|lt gen|maj gen|brig gen|col gen|brigadier|rear adm|vice adm|ssgt
    dc|ds|di|dci|dcs|pc|wpc|pcso
    senior general|vice senior general|colonel general|army general|captain general|surgeon general
    air chief marshal|air vice marshal|air vice-marshal|chief air marshal|chief marshal
    fleet admiral|lieutenant commander|lt cmdr|lt cdr|lt col gen|first sergeant|gunnery sergeant
    chief warrant officer|airman|airman first class|seaman apprentice|havildar|subedar|naik
    generalissimo|senior sergeant|senior lieutenant|chief master sergeant|quartermaster sergeant
"""
"""Ranks of the police and of armies, as they are printed before names."""

_OF_CHURCH_AND_COURT: Final = """
    monsignor|msgr|archdeacon|pastor|reverend|deacon|vicar|abbot|abbess|prioress|friar|mullah|maulana|sister|father
    madame|mme|frau|herr|datuk|datuk seri|tan sri
"""
"""Forms of address of other languages, and of churches."""

_CALLINGS: Final = """
    glaciologist|seismologist|geologist|meteorologist|climatologist|epidemiologist|virologist
    psychologist|psychiatrist|sociologist|anthropologist|archaeologist|mathematician|neuroscientist
    ecologist|botanist|zoologist|entomologist|oceanographer|hydrologist|volcanologist
    paleontologist|palaeontologist|immunologist|cardiologist|oncologist|neurologist|pediatrician
    paediatrician|pathologist|statistician|philosopher|theologian|criminologist|geneticist
    toxicologist|agronomist|astrophysicist|biochemist|microbiologist|primatologist|ornithologist
    marine biologist|musicologist|political analyst|co-author
    drummer|pianist|bassist|rapper|trombonist|organist|harpist|flautist|frontman
    singer-songwriter|songwriter|guitarist|saxophonist|trumpeter|violinist|cellist|percussionist
    calypsonian|comedian|comedienne|essayist|biographer|columnist|cartoonist|illustrator|librettist
    restaurateur|film director|film producer|executive producer|news anchor|talk show host|publicist
    campaigner|parliamentarian|legislator|alderman|provost|headmaster|headmistress|headteacher
    vice-principal|barrister|solicitor|deputy prosecutor|state prosecutor|investigating judge
    council member|president-elect|prime minister-designate|governor-elect
    opposition leader|party leader|rebel leader|separatist leader
    mayor-elect|presidential candidate|managing editor|executive editor|deputy editor|news editor
    bureau chief|chief scientist|chief engineer|general manager|managing partner|cofounder
    chief marketing officer|chief technology officer|chief information officer|senior vice president
    executive vice president|chief medical officer|medical director|medical examiner|park ranger
    ministry official|government official|party official|health official|senior official
    military official|defense official|defence official|union official|hospital official
    company official|police official|rescue official|embassy official
    election official|intelligence official|security official
    flanker|fullback|scrumhalf|flyhalf|number eight|playmaker|goaltender|netminder|defenseman
    defenceman|linebacker|cornerback|wide receiver|tight end|running back|lineman|defensive end
    defensive tackle|shortstop|outfielder|infielder|designated hitter|right-hander|left-hander
    left-back|right-back|centre half|head coach
    assistant coach|fast bowler|spin bowler|leg-spinner|off-spinner|all-rounder|batsman|wicketkeeper
    opening batsman|paceman|pole vaulter|marathoner|hurdler|weightlifter
    steeplechaser|decathlete|heptathlete|triathlete|snowboarder|gymnast|jockey
"""
"""Professions, offices and positions in a team that English news prints directly before names."""

_APART: Final = frozenset(
    role.strip()
    for roles in (_ROLES, _RANKS, _OF_CHURCH_AND_COURT, _CALLINGS)
    for role in roles.replace("\n", "|").split("|")
) - {""}

CALLINGS: Final = frozenset(
    """
    activist actor actress analyst astronaut astronomer author billionaire biologist businessman
    businesswoman chemist choreographer composer correspondent cosmonaut cyclist defender director
    economist filmmaker goalkeeper golfer historian journalist lawyer midfielder novelist
    photographer physicist playwright poet professor reporter researcher
    scientist screenwriter sculptor singer sprinter striker swimmer tycoon winger
    """.split()
) | frozenset(role.strip() for role in _CALLINGS.replace("\n", "|").split("|"))
"""What somebody does, which behind "the" describes and is no title."""

IN_CAPITALS: Final = frozenset("dc ds di dci dcs pc wpc pcso".split())
"""Titles that are printed in capitals throughout, or are something else."""

CAPITALISED: Final = frozenset("sister father madame mme frau herr".split())
"""Words that are titles with a capital letter alone."""

ROLES: Final = _APART | {role.replace(" ", "-") for role in _APART if role.count(" ") == 1}
"""Titles, offices, ranks and professions that stand before a name; of two words also as one."""

HONORIFICS: Final = frozenset(
    """
    mr mrs ms miss dr prof sir lord lady dame rev baroness maître maitre madame mme frau herr
    """.split()
)
"""Forms of address: before a surname they are part of the mention, but no role."""

ABBREVIATED: Final = frozenset(
    """
    gov sen rep sec gen col lt maj sgt capt adm brig cmdr det pres prof dr rev mr mrs ms insp supt
    cpl pvt cdr msgr con lieut
    """.split()
)
"""Titles that a full stop may follow."""

MODIFIERS: Final = frozenset(
    """
    deputy vice first acting interim former then outgoing incoming new newly-elected assistant
    associate senior chief top principal lead special permanent honorary late ex
    """.split()
)
"""Words before a title that belong to it."""

PORTFOLIO_WORDS: Final = frozenset(
    """
    agriculture aviation budget commerce communications community culture defence defense
    development economic economics economy education employment energy environment environmental
    family finance fisheries foreign forestry health home housing human immigration
    industrial industry information infrastructure interior internal justice labor labour land lands
    local maritime mines mining national natural oil petroleum planning police power public
    railway railways regional relations research resources rights rural science security shipping
    social sport sports supply taxation technology telecommunications tourism trade transport
    transportation treasury water welfare women works youth affairs
    """.split()
)
"""What ministers are in charge of, in one word or more: "natural resources"."""

LESSER: Final = frozenset(
    "deputy vice former then acting interim assistant outgoing late ex".split()
)
"""Modifiers that make another office: the Deputy Prime Minister is not "the Prime Minister"."""

FUSED: Final = frozenset({"prime", "first", "chief", "press"})
"""Words without which a title is another one: "the Minister" is no Prime Minister."""

PARTICLES: Final = frozenset(
    "de da di del della der den van von bin ibn al el la le ter ten dos das du y".split()
)
"""Small words inside a name."""

SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What may follow a surname."""

ORGANIZATION_NOUNS: Final = frozenset(
    """
    academy administration agency alliance assembly association authority bank board body bureau
    cabinet center centre chamber club coalition college commission committee community company
    confederation conference congress consortium convention cooperation corporation council court
    department directorate division federation force forces forum foundation front fund government
    group guard house initiative inspectorate institute institution investigation league ministry
    mission movement network observatory office organisation organization parliament partnership
    party police programme program project reserve secretariat senate service services society
    squad staff survey patrol system taskforce team tribunal trust union university
    """.split()
)
"""Nouns that name bodies: a run of capitals that holds one is no person."""

NOT_NAMES: Final = ORGANIZATION_NOUNS | frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december today yesterday news press media television radio
    times post journal tribune herald street avenue road square river lake island islands mountain
    mount bay sea ocean airport station bridge palace castle stadium hotel tower building gate
    airbase airfield aerodrome barracks base cemetery
    act agreement accord accords treaty protocol resolution law bill code constitution charter
    cup championship olympics games war battle revolution day week month year crisis affair
    north south east west northern southern eastern western central upper lower greater new old
    state states republic kingdom city county province region district territory oblast
    affairs security defense defence justice interior finance health energy economy trade foreign
    nuclear military army navy air electric motors airlines industries holdings technologies
    energy oil gas steel foods pharmaceuticals inc corp co ltd llc plc ag sa gmbh elect mills
    dynamics
    hospital school mosque shrine causeway systems memorial citizen chapel museum library spaniel
    democrat republican national international royal
    stores farms computers resources securities enterprises ventures properties laboratories
    sons bros brothers associates partners theatre theater tech
    microsystems securities omnimedia solar medal car communications entertainment pharmaceutical
    petroleum insurance enterprises semiconductor software wireless media studios catholic
    utilities worldwide banca banco banque lines
    two three four five six seven eight nine ten eleven twelve hundred thousand million billion
    """.split()
)
"""Words that no person's name holds, whatever stands before them."""

FUNCTION_WORDS: Final = frozenset(
    """
    a about above across after again against all along also although amid among an and another any
    are around as at back be because been before behind being below between both but by can could
    despite did do does down during each earlier even every few following for formerly from given
    had has have he her here his how however i if in inside instead into is it its last later like
    many may meanwhile might more moreover most much near nearly neither next no nor not now of off
    on once one only or other others our out outside over per perhaps recently said same says
    separately several she should since so some soon still such than that the their then there
    these they this those though through throughout thus to today tomorrow too toward towards two
    under unless unlike until up upon us very via was we were what when where whether which while
    who whose why will with within without would yesterday yet you your
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    """.split()
)
"""Words that may open a sentence without being part of a name that follows."""

DIRECTIONS: Final = frozenset(
    """
    north south east west northern southern eastern western central northeast northwest southeast
    southwest northeastern northwestern southeastern southwestern mainland neighboring neighbouring
    downtown greater occupied
    """.split()
)
"""Words before a place that name a part of it: the place is meant all the same."""

TERRITORIAL: Final = frozenset(
    """
    republic republics region regions province provinces city cities town towns village villages
    state states kingdom oblast oblasts district districts port capital governor mayor president
    island islands territory territories county counties people peoples emirate sultanate
    """.split()
)
"""Nouns before "of" and a place that leave the place a place: "the city of Kyiv"."""

VESSELS: Final = frozenset(
    """
    uss hms hmcs hmas rms destroyer frigate submarine warship cruiser flagship battleship corvette
    minesweeper icebreaker tanker vessel yacht trawler liner ship ferry schooner sloop barge tugboat
    freighter steamer steamship brigantine
    """.split()
)
"""Nouns before the name of a ship, which may be a place's: "the frigate Kherson"."""
