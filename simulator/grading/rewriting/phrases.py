"""Sentences that fit any case, per language and channel."""

from simulator.grading.dossier import Dossier

_SAID: dict[str, tuple[str, str]] = {
    "unknown": ("The cause isn't confirmed yet.", "Причина пока не подтверждена."),
    "why": (
        "I need it so that I don't send you down the wrong path.",
        "Это нужно, чтобы не советовать вам наугад.",
    ),
    "else": (
        "If it can't be run there, tell me and we'll find another way.",
        "Если выполнить не получится, скажите, и найдём другой способ.",
    ),
    "expect": (
        "It should work right after that; if it doesn't, send me the line you see, as it stands.",
        "После этого должно заработать; если нет, пришлите строку с ошибкой как есть.",
    ),
    "expect/phone": (
        "It should work right after that; if it doesn't, tell me what the screen says.",
        "После этого должно заработать; если нет, скажите, что написано на экране.",
    ),
    "next": (
        "I'll write by {time}, even if there is no news yet.",
        "Напишу в {time}, даже если новостей ещё не будет.",
    ),
    "next/phone": (
        "I'll call you back at {time}, even if there is no news yet.",
        "Перезвоню вам в {time}, даже если новостей ещё не будет.",
    ),
    "run": ("Please run this and send me the answer:", "Выполните, пожалуйста, и пришлите ответ:"),
    "identity": (
        (
            "Before anything about the account I need to confirm who I'm speaking with: "
            "it protects the account from strangers."
        ),
        "Прежде чем говорить об аккаунте, мне нужно подтвердить, с кем говорю: так он защищён от посторонних.",
    ),
    "rights": (
        "I'm opening the account record first, so that you get the details only you should see.",
        "Сначала открою карточку аккаунта: подробности должны попасть только тому, кому положено.",
    ),
    "checking": (
        "I'm checking it from our side first, so that I don't name a cause I haven't seen.",
        "Сначала проверю с нашей стороны, чтобы не называть причину наугад.",
    ),
    "handing": (
        (
            "The repair belongs to the team behind this service: I'm handing it over now with my findings, "
            "so you won't have to repeat anything."
        ),
        (
            "Исправляет это команда, которая ведёт сервис: передаю ей обращение прямо сейчас со всеми проверками, "
            "повторять вам ничего не придётся."
        ),
    ),
    "handed": (
        "The team behind this service has had it since {time}, with my findings and one clear request; I'll bring you its answer.",
        "У команды, которая ведёт сервис, обращение с {time} вместе со всеми проверками; ответ передам вам.",
    ),
    "accepted": (
        "The team behind this service took it over with my findings; I'll follow it and bring you the result.",
        "Команда, которая ведёт сервис, приняла обращение со всеми проверками; я слежу за ним и передам вам результат.",
    ),
    "works": ("Does everything work on your side now?", "У вас теперь всё работает?"),
    "it-was": ("The cause: {cause}", "Причина: {cause}"),
    "confirm": (
        (
            "I'll keep this open until you confirm, at most till {time}; "
            "a message here reopens it at any time."
        ),
        (
            "Обращение держу открытым до вашего ответа, не дольше {time}; "
            "если что-то вернётся, напишите сюда, и продолжим."
        ),
    ),
    "confirm/phone": (
        ("I'll keep this open until you confirm, at most till {time}; call or write and we go on from here."),
        (
            "Обращение держу открытым до вашего ответа, не дольше {time}; "
            "если что-то вернётся, позвоните или напишите, и продолжим."
        ),
    ),
}


def phrase(d: Dossier, name: str, **slots: str) -> str:
    """Return a sentence for the channel and language of the run."""
    pair = _SAID.get(f"{name}/{d.scenario.channel}", _SAID[name])
    return pair[d.case.lang == "ru"].format(**slots)
