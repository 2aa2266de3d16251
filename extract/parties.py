"""Parties that one clause lists with a size each: '르완다 공무원 11명과 칠레 공무원 13명이 각각 4일과 6일 찾는다'.

Each is a visit of its own (codebook, rule 2): the clause is cut before each further party, and the pieces share its
verbs, towns and days.
"""

import re
from collections.abc import Sequence

from extract.clauses import Fields, Frame, span
from extract.document import Sentence
from extract.records import Mention

_NEXT = re.compile(
    r"\)?(?:과|와|,|·| 및) ?(?P<when>(?:(?:같은 (?:해|달)|이듬해|지난해|작년|올해|지난달|이달|\d{4}년"
    r"|\d{1,2}월|\d{1,2}일)"
    r"(?:에는|엔|에)? ?)*)(?:[가-힣]{1,8} ){0,2}"
)
_EACH = re.compile(r"각각|따로따로|차례로|잇따라|잇달아")
# A sum, an order of sizes or a share: the numbers are parts of one whole.
_OF_A_WHOLE = re.compile(
    r"가장 많|순으로|순이|순$|차지|나라별|국가별|국적별|총 |모두 |합쳐|합해|등 ?\d|포함|가운데|중 |규모"
)
_MOST = 4  # parties of one clause; more are a list of parts


def cuts(mask: str, sentence: Sentence, found: Fields, start: int, end: int) -> list[int]:
    """Where the second party and each further one begins; empty where the clause lists no such parties."""
    people = found.inside("people", start, end)
    if not 2 <= len(people) <= _MOST or found.inside("countries_n", start, end):
        return []
    acts = found.inside("act", people[-1].end, end)
    if not any(a.note in ("visit", "come", "attend", "host", "study") for a in acts):
        return []
    if _OF_A_WHOLE.search(mask, start, end) or any(p.note in ("ratio", "per", "change", "row") for p in people):
        return []
    names = [m for m in found.inside("country", start, end) if m.note not in ("thing", "facility")]
    parties: list[list[Mention]] = []
    after = start
    for one in people:
        parties.append([m for m in names if after <= m.start and m.end <= one.start])
        after = one.end
    if not all(parties) or any(len({m.value for m in party}) != 1 for party in parties):
        return []
    if len({party[0].value for party in parties}) < len(parties):
        return []
    links = [_NEXT.fullmatch(mask, one.end, party[0].start) for one, party in zip(people, parties[1:], strict=False)]
    return [link.start("when") for link in links if link] if all(links) else []


def join(pieces: Sequence[Frame]) -> None:
    """Pieces of one clause know each other and have its verbs."""
    for piece in pieces:
        piece.acts, piece.events, piece.beside = pieces[-1].acts, pieces[-1].events, list(pieces)
        for chain in piece.chains:
            if chain.role == "talk":  # '2021년 9월 통가 12명': no word for people stands there
                chain.role = "guest"


def share(pieces: Sequence[Frame]) -> None:
    """Days and towns of a clause for each of its pieces; with 각각 and as many days as pieces, a day for each."""
    days = [m for piece in pieces for m in piece.dates]
    towns = [m for piece in pieces for m in piece.cities]
    single = [m for m in days if span(m).precision == "day"]
    each = _EACH.search(pieces[0].sentence.norm) is not None and len(single) == len(days) == len(pieces)
    for at, piece in enumerate(pieces):
        piece.cities = piece.cities or towns
        piece.dates = [days[at]] if each else piece.dates or days
