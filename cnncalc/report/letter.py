r"""Letters beyond ASCII as plain LaTeX prints them: `č` is `\v{c}`, and a Greek letter is `$\mu$`.

    >>> typeset("é ő 中")
    'é \\H{o} \\textbackslash{}u4e2d'
    >>> remark("中")
    '% plain LaTeX has no letter for 中, which stands here as its number: \\u4e2d'

No package is needed. What LaTeX has no letter for is printed as its number, and a comment says what
it stands for, so that a person with the right package can put it back.
"""

from __future__ import annotations

from unicodedata import decomposition, normalize

__all__ = ["remark", "typeset"]


def typeset(text: str, *, anywhere: bool = False) -> str:
    r"""Give text in the letters of LaTeX; ASCII stays, which `escape_latex` has made harmless.

    With `anywhere`, each letter stands in a \text of amsmath, which holds in formulas too.
    """
    if text.isascii():
        return text
    letters = ((each, _letter(each)) for each in normalize("NFC", text))
    return "".join(
        rf"\text{{{written}}}" if anywhere and not each.isascii() else written
        for each, written in letters
    )


def remark(text: str) -> str:
    """Give a comment on the characters of a text that are printed as numbers, if there are any."""
    found = [each for each in dict.fromkeys(normalize("NFC", text)) if _is_number(each)]
    if not found:
        return ""
    shown = found[:MOST_REMARKED]
    letters, numbers = " ".join(shown), " ".join(rf"\{_number(each)}" for each in shown)
    are = "which stands here as its number" if len(shown) == 1 else "which stand here as numbers"
    more = " ..." if len(found) > len(shown) else ""
    return f"% plain LaTeX has no letter for {letters}{more}, {are}: {numbers}{more}"


MOST_REMARKED = 20

LETTERS = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ")
"""Letters beyond ASCII that every LaTeX reads as they are."""

_ACCENTS = dict(
    each.split()
    for each in (
        *("0300 `", "0301 '", "0302 ^", "0303 ~", "0304 =", "0306 u", "0307 .", '0308 "'),
        *("030A r", "030B H", "030C v", "0323 d", "0327 c", "0331 b"),
    )
)
"""The combining accents of Unicode, and the commands of LaTeX for them."""
_GREEK = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi o pi rho "
    "varsigma sigma tau upsilon varphi chi psi omega"
)
_GREEK_CAPITALS = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
_OTHERS = "mu le ge pm to cdot div times"
_NAMES = [
    *enumerate(_GREEK.split(), ord("\N{GREEK SMALL LETTER ALPHA}")),
    *zip(map(ord, "ΓΔΘΛΞΠΣΥΦΨΩ"), _GREEK_CAPITALS.split(), strict=True),
    *zip(map(ord, "µ≤≥±→·÷\N{MULTIPLICATION SIGN}"), _OTHERS.split(), strict=True),
]
"""Signs that LaTeX has in formulas, and their names there."""
_SIGNS = {
    **{chr(code): rf"$\{name}$" for code, name in _NAMES},
    "\N{GREEK SMALL LETTER OMICRON}": "o",
    "ł": r"\l{}",
    "Ł": r"\L{}",
    "œ": r"\oe{}",
    "Œ": r"\OE{}",
    "\N{LATIN SMALL LETTER DOTLESS I}": r"\i{}",
    "\N{EN DASH}": "--",
    "\N{EM DASH}": "---",
    "\N{HORIZONTAL ELLIPSIS}": r"\ldots{}",
    "\N{LEFT SINGLE QUOTATION MARK}": "`",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": "``",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "''",
}


def _letter(character: str) -> str:
    if character.isascii() or character in LETTERS:
        return character
    known = _SIGNS.get(character) or _accented(character)
    return known or rf"\textbackslash{{}}{_number(character)}"


def _accented(character: str) -> str:
    r"""A letter with an accent that LaTeX has, such as \v{c}; empty for any other character."""
    match decomposition(character).split():
        case [letter, accent] if accent in _ACCENTS and chr(int(letter, 16)).isascii():
            return rf"\{_ACCENTS[accent]}{{{chr(int(letter, 16))}}}"
    return ""


def _is_number(character: str) -> bool:
    return character.isprintable() and _letter(character).endswith(_number(character))


def _number(character: str) -> str:
    return f"u{ord(character):04x}"
