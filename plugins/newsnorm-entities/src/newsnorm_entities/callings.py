"""Nouns that persons are called by, before their names and in sentences about them."""

from __future__ import annotations

from typing import Final

CALLINGS: Final = frozenset(
    """
    accountant artist baker ballerina barber barrister beekeeper biologist blogger bookkeeper
    boxer butcher caretaker carpenter cellist chairman chef chemist cleaner climber columnist
    comedian cyclist dancer dean dentist doctor drummer electrician engineer farmer father
    filmmaker firefighter fisherman gardener golfer guitarist gymnast hairdresser headmaster
    headmistress headteacher housewife jockey lawmaker librarian man mechanic meteorologist
    midwife miner mother mountaineer musician neighbor neighbour novelist nun nurse painter
    paramedic pastor pharmacist photographer physician pianist pilot plumber poet politician
    postman priest psychiatrist psychologist rapper retiree runner sailor schoolteacher sculptor
    shepherd shopkeeper skater skier songwriter soprano sprinter student surgeon swimmer tailor
    teacher teammate teenager tenor translator vet veterinarian violinist waiter waitress welder
    widower woman wrestler writer
    """.split()
)
"""What somebody is by trade, or to somebody; no office."""
