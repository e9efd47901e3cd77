"""What a question asks after: a time, a person, a count, a place, a reason."""

import re

_SIGNS = {
    "time": r"\b(?:when|since when|what time|which (?:day|date|hour|time|moment)|what (?:day|date|hour|moment)|how long|how soon|by when|until when|deadline|how (?:many|much) (?:minutes|hours|days|time|longer)|how recently)\b"
    r"|\b(?:когда|скольки|сколько (?:\w+ )?(?:времени|минут|часов|дней|суток|осталось)|как долго|как давно|давно ли|насколько давно|в котором часу|во сколько|(?:в |на |до |с |к |со? )как\w+ (?:час\w*|врем\w+|момент\w*|ден\w+|дн\w+|числ\w+|дат\w+|срок\w*)|дедлайн\w*|срок\w*|как\w+ (?:дат|срок|врем)\w*)\b",
    "person": r"\b(?:who|whom|whose|which (?:person|colleague|people|user|users)|what person)\b|\b(?:кто|кого|кому|кем|чей|чья|чье|чьи|чьей|чьего|чьим|ком)\b",
    "count": r"\b(?:how many|how much|what (?:number|percentage|share|amount|size)|how (?:big|large|often))\b"
    r"|\b(?:сколько|скольких|скольким|как\w+ (?:объем|размер|дол|процент|сумм|количеств)\w*|как часто|насколько (?:больш\w+|част\w+))\b",
    "place": r"\b(?:where|from where|which (?:country|city|office|place|location|network))\b|\b(?:где|куда|откуда)\b",
    "reason": r"\b(?:why|what for|for what (?:reason|purpose)|how come)\b|\b(?:почему|зачем|для чего|по какой причине|с какой целью)\b",
}
_COMPILED = {name: re.compile(sign) for name, sign in _SIGNS.items()}


def manners(lowered: str) -> frozenset[str]:
    """Return what the questions of a text ask after; empty when they do not say or when any answer would do."""
    return frozenset(name for name, sign in _COMPILED.items() if sign.search(lowered))
