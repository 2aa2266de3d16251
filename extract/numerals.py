"""The only place that knows Korean numerals: 1만 2천, 3백, 1,012, 열두, 스무, 이백 and the vague 수십, 예닐곱."""

import re
from functools import cache

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)"
_MIXED = rf"{_DIGITS}(?: ?[십백천만억]{{1,2}}(?: ?{_DIGITS}(?= ?[십백천만억여명인개]))?){{0,6}}"
_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50}
_TENS |= {"예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_ONES = {"하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5}
_ONES |= {"여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_NATIVE = rf"백?(?:(?:{'|'.join(_TENS)}) ?(?:{'|'.join(_ONES)})?|(?:{'|'.join(_ONES)}))"
_SINO = r"[일이삼사오육칠팔구]?[십백천만](?:[일이삼사오육칠팔구]?[십백천만]){0,7}[일이삼사오육칠팔구]?"
_VAGUE = (
    r"(?:수|몇)(?:십|백|천|만)+|십수|몇몇|몇|여러|한두|두세|두서너|두어|서너|네댓|너댓|너덧|네다섯|대여섯|예닐곱|일고여덟|열댓|여남은"
    r"|(?:일이|이삼|삼사|사오|오륙|육칠|칠팔|팔구)[십백천]"
)

NUMBER = rf"(?:{_MIXED}|(?<![가-힣])(?:{_VAGUE}|{_NATIVE}|{_SINO}))"
"""A pattern without groups that matches one number, digits or words, followed by its unit with or without a space."""

_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10_000, "억": 100_000_000}
_DIGIT = {c: i for i, c in enumerate("일이삼사오육칠팔구", 1)}
_PIECE = re.compile(r"\d+(?:\.\d+)?|.")
_NATIVE_FORM = re.compile(rf"(백)?({'|'.join(_TENS)})?({'|'.join(_ONES)})?")


@cache
def parse(text: str) -> int | None:
    """The number that `text` (something NUMBER matched) says; None for vague or malformed ones (수십, 예닐곱, 2.5)."""
    plain = text.replace(",", "").replace(" ", "").replace("\n", "")
    native = _NATIVE_FORM.fullmatch(plain)
    if native and (native[2] or native[3]):
        return (100 if native[1] else 0) + _TENS.get(native[2], 0) + _ONES.get(native[3], 0)
    return _positional(plain)


def _positional(plain: str) -> int | None:
    """Digits mixed with 십·백·천·만·억. A part that outgrows the unit before it ('1천2000') is malformed: None."""
    total, section, number, limit, large = 0.0, 0.0, None, 10**12, 10**12
    for piece in _PIECE.findall(plain):
        if piece[0].isdecimal() or piece in _DIGIT:
            if number is not None:
                return None
            number = float(_DIGIT.get(piece) or piece)
        elif piece in _SMALL and _SMALL[piece] < limit:
            limit = _SMALL[piece]
            section, number = section + (1 if number is None else number) * limit, None
        elif piece in _LARGE and _LARGE[piece] < large:
            large, limit = _LARGE[piece], _LARGE[piece]
            section += number or 0
            total, section, number = total + (section or 1) * large, 0.0, None
        else:
            return None
        if number is not None and number >= limit:
            return None
    whole = round(total + section + (number or 0), 6)
    return int(whole) if plain and whole == int(whole) else None
