"""Characters that look alike and are not the same: radicals and other compatibility forms as the usual characters.

Many programs write ⽀ (U+2F00 and following, the Kangxi radicals) or ⻋ (U+2E80 and following, the CJK radicals
supplement) into a PDF where 支 or 车 is meant. What compares words folds both sides first; what is quoted stays as
printed.
"""

from __future__ import annotations

import unicodedata

#: Radicals of the CJK radicals supplement, and below each, at the same place, its ideograph. The Kangxi radicals and
#: compatibility ideographs have theirs by compatibility decomposition (NFKC); for the supplement the pairs are the
#: property Equivalent_Unified_Ideograph of Unicode 14.0.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳"
    "⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥"
    "⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁"
    "冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼"
    "鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
#: Blocks whose characters replace one other: Kangxi radicals, compatibility ideographs, vertical and small forms.
_COMPATIBLE = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F), (0xFE10, 0xFE19), (0xFE50, 0xFE6F))
#: Full-width Latin letters.
_LETTERS = ((0xFF21, 0xFF3A), (0xFF41, 0xFF5A))


def _make_table() -> dict[int, str]:
    table = {ord(radical): ideograph for radical, ideograph in zip(_RADICALS, _IDEOGRAPHS, strict=True)}
    for first, last in (*_COMPATIBLE, *_LETTERS):
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = folded
    return table


#: For str.translate: one character for one, so that places in a text stay what they are.
USUAL_FORMS = _make_table()


#: Note marks as readers write them: they end a figure and do not belong to it.
NOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"


def fold_characters(text: str) -> str:
    """``text`` with every radical and compatibility form as the usual character; of the same length."""
    return text.translate(USUAL_FORMS)


_BRACKETS = str.maketrans({"（": "(", "）": ")"} | dict.fromkeys('　 “”‘’"'))


def normalize_name(name: str) -> str:
    """A name for comparing: with half-width brackets and usual characters for radicals, without white space and
    quotation marks."""
    return fold_characters(name).translate(_BRACKETS)
