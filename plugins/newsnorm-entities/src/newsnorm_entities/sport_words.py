"""Words that an article on sport is told by. All are in lower case."""

from __future__ import annotations

from typing import Final

SURE: Final = frozenset(
    """
    striker midfielder goalkeeper quarterback quarterbacks touchdown touchdowns inning innings
    homer homers pitcher pitchers reliever relievers football baseball hockey nascar ncaa playoff
    playoffs semifinal semifinals semi-final semi-finals quarterfinal quarterfinals quarter-final
    quarter-finals championship championships premiership bundesliga nfl nba nhl mlb uefa fifa
    linebacker cornerback shortstop halftime half-time matchup league wild-card outfielder
    infielder hat-trick roster lineup left-hander right-hander bullpen centre-half centre-back
    full-back winger footballer footballers basketball soccer dunk dunks dunked rebounds
    three-pointer three-pointers layup homered
    yankees mets orioles dodgers phillies astros mariners diamondbacks redskins broncos seahawks
    steelers bengals packers 49ers buccaneers colts lakers celtics knicks cavaliers nuggets
    canucks sabres
    """.split()
)
"""Words that hardly any other article has."""

LIKELY: Final = frozenset(
    """
    coach season match matches goal goals scored scoring game games team teams player players beat
    beats beating defeated defeat win wins victory draw drew captain manager cup club clubs final
    finals champion champions title tournament stadium fans defender lead tie squad signing
    round series points overtime offense defense guard forward rookie
    """.split()
)
"""Words of sport that other articles have, too."""

BEATEN: Final = frozenset(
    """
    beat beats beating edged edges routed routs thrash thrashed whip whipped rout
    """.split()
)
"""What a team does to another one, which stands behind it, and hardly anybody else to a city."""
DEFEATED: Final = BEATEN | frozenset(
    "crush crushed defeat defeated defeats downed hammer hammered trounced upset".split()
)
"""That, and what armies do, too."""

SURE_AFFIXES: Final = frozenset("fc afc vfb vfl tsv tsg fsv".split())
"""Letters of clubs' names that hardly anything else has, in lower case."""
AFFIXES: Final = SURE_AFFIXES | frozenset(
    "sc sv cf fk nk bk sk rc ssc rovers wanderers albion athletic united town rangers".split()
)
"""What clubs' names begin or end with."""
