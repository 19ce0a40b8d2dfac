"""Nouns that tell a government from the city that it sits in: what it has, and with whom.

They were written for newsnorm, as those of `government_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsnorm_entities.government_words import ARGUED, words_in

BEFORE_PREPOSITION: Final[Mapping[str, frozenset[str]]] = {
    "with": words_in(
        """
        channel channels communicating communication communications tough tougher
        protest protests complaint complaints touch odds clash clashed clashes collusion collude
        colluded colluding work works worked working treaty bloc quarrel quarrels feud row bargain
        bargaining reconcile integration
        talks talk negotiations negotiation negotiate negotiated negotiates negotiating relations
        relationship ties deal deals agreement agreements dialogue contact contacts contacting
        consultations cooperation co-operation cooperate cooperated cooperating alliance allied
        ally aligned side sided sides siding treaty treaties pact war conflict confrontation
        confront standoff stand-off dispute disputes tensions tension rapprochement detente
        partnership row rift spat differences discussions discuss discussed settlement peace truce
        ceasefire compromise trade links rupture break solidarity friendship coordination
        coordinate coordinated coordinating agreed disagreed disagree patience frustration anger
        disappointment engage engagement engaged plead pleaded reconciliation bargain understanding
        accord accords border borders impatient unhappy angry frustrated furious showdown summit
        swap thaw hotline
        """
    ),
    "between": words_in(
        """
        trade signed feud quarrel quarrels clashes animosity enmity rapport reconciliation swap
        exchanges
        talks relations relationship ties deal deals agreement agreements dialogue contact contacts
        consultations cooperation co-operation alliance treaty treaties pact war conflict conflicts
        confrontation standoff stand-off dispute disputes tensions tension rapprochement detente
        partnership row rift spat differences discussions settlement peace truce ceasefire
        negotiations mediate mediated mediating mediation mediator intermediary trust mistrust
        distrust rivalry hostilities hostility disagreement disagreements accord accords
        understanding diplomacy link links thaw chill summit brokered caught torn choose collusion
        coordination
        """
    ),
    "against": words_in(
        """
        blacklist retaliated retaliating rebellion rebelled reprisals tariffs grievances
        sanctions sanction war accusations accusation charges measures action actions aggression
        allegations complaint complaints case lawsuit suit claims retaliate retaliation embargo
        rhetoric
        complaint threats threat campaign protest fight struggle stance resolution hostility
        coalition deterrent leverage
        """
    ),
    "on": words_in(
        """
        clamp clamped clamping lean leans leaned leaning sway tariffs curbs reliant dependency
        sanctions sanction pressure call calls called calling reliance dependence dependent depend
        depends depended rely relies relied relying blame blamed blames prevail pressured leverage
        embargo costs war pin pinned impose imposed imposes imposing tough tougher soft hard
        restrictions penalties
        """
    ),
    "from": words_in(
        """
        aggression aid statement statements comment funding diktat diktats loans hostility apology
        recognition indifference meddling
        pressure support backing assurances assurance response condemnation criticism independence
        demands orders instructions permission approval signal signals response responses rebuke
        reaction reactions commitment commitments guarantees guarantee concessions pledge pledges
        denial denials denunciation protest protests threats threat warning warnings consent
        directives rhetoric interference autonomy provocation provocations blessing help reprisals
        retaliation outcry answers answer
        cooperation intransigence
        """
    ),
    "to": words_in(
        """
        request requests concern concerns demand demands complaint complaints conciliatory
        yield yielded yielding bow bowed bowing
        stand stood recognition ambassador wrote written complained apologise apologised
        apologized apologies apology
        submission subordinate defected aid assistance rebuff reply replied ceded
        loyalties obedient
        ties links loyal loyalty allied warning warnings message messages signal signals concessions
        hostile sympathetic friendly answer offer ultimatum opposition opposed appeal appeals
        aligned according allegiance rebuke response subservient beholden accountable concession
        lifeline indebted gift
        threat challenge appealed aligned rival counterweight kowtow deference alternative
        ultimatums clear protest protested
        """
    ),
    "toward": words_in(
        """
        policy policies stance hostility attitude attitudes tilt approach hostile sympathetic line
        rhetoric position friendly resentment
        """
    ),
    "for": words_in(
        """
        funds funding sympathy contempt
        bailout bailouts loan loans
        support backing setback blow victory defeat embarrassment priority headache unacceptable
        assistance aid win unfavorable unfavourable acceptable problematic spies spy dilemma
        humiliation concession spying signed signs spoke speaks speaking weapons
        attended negotiated role
        """
    ),
    "of": words_in(
        """
        influence approval acquiescence consent tool mouthpiece proxy proxies pawn pawns
        ally allies critic critics puppet puppets behest orders instructions backing instigation
        recognition distrust mistrust suspicious suspicion wary condemnation criticism critical
        request requests insistence urging
        accused behalf blessing wrath ire anger satellite satellites vassal vassals pay
        """
    ),
    "at": words_in("anger finger fingers fury frustration irritation exasperation barbs swipe"),
    "over": words_in("leverage influence sway"),
    "by": ARGUED
    | words_in(
        """
        accusation accusations aggression allegations claims complaint complaints concession
        concessions criticism decision decisions declaration demands denial interference
        intervention meddling move moves pledge pledges promise promises refusal retaliation
        threat threats
        """
    ),
}  # fmt: skip
"""What stands before a preposition that a government follows: "talks with Moscow"."""

POSSESSED: Final = words_in(
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
    arms weapons nuclear handling nominee embassy takeover orbit calculus tilt pivot supporter
    backer contacts incursion incursions neutrality tariffs overture overtures peace prospects
    ultimatum hostility espionage obstinacy intransigence
    apology counterpart counterparts sabre-rattling saber-rattling brinkmanship
    blessing minister ministers ministry ministries defence defense
    blockade loans reparations foreign puppet puppets militia militias
    """
)
"""What a government has: "Moscow's position"."""
