"""Secrets in a text: what must be masked wherever the trainee writes."""

import re

_PATTERNS = (
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    re.compile(
        r"\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}\b|\bAQVN[\w-]{30,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}"
    ),
    re.compile(
        r"(?:password|passwd|pwd|secret(?: key)?|token|парол[ьяю]|секрет\w*|токен)\b\s*(?:is|:|=|—|-|–)\s*"
        r"(?P<value>[^\s,;«»\"']{6,})",
        re.IGNORECASE,
    ),
)
_CARD = re.compile(r"(?<![\d-])(?:\d[ -]?){13,18}\d(?![\d-])")
_MASK = re.compile(r"[*•xXх…]{3,}|<[^>]*>|\[[^\]]*\]")
_LETTERS_AND_DIGITS = re.compile(r"(?=.*\d)(?=.*[A-Za-z])|(?=.*[!@#$%^&+])")


def secrets_in(text: str) -> tuple[str, ...]:
    """Return the passages of ``text`` that are unmasked secrets."""
    found: list[str] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            value = match.groupdict().get("value")
            if value is not None and (_MASK.search(value) or not _LETTERS_AND_DIGITS.match(value)):
                continue  # masked, or an ordinary word after "password:"
            found.append(match.group())
    found.extend(match.group() for match in _CARD.finditer(text) if passes_luhn(match.group()))
    return tuple(found)


def passes_luhn(number: str) -> bool:
    """Tell whether the digits of a number add up as those of a bank card do."""
    digits = [int(char) for char in number if char.isdigit()]
    total = sum(
        sum(divmod(2 * digit, 10)) if odd else digit
        for odd, digit in ((index % 2, digit) for index, digit in enumerate(reversed(digits)))
    )
    return total % 10 == 0 and len(set(digits)) > 1
