"""What a reply asks the customer to do: questions, requests, steps, ready commands."""

import re
from collections.abc import Sequence

from simulator.domain.reading import Act, ActKind
from simulator.understanding.acts import act
from simulator.understanding.force import Force, bare_of, is_command
from simulator.understanding.sentence import Piece, Sentence
from simulator.understanding.words import words_of

_QUESTION_MARK = re.compile(r"\?")
_OPEN = re.compile(
    r"\b(?:what|which|who|whom|whose|where|when|why|how)\b"
    r"|\b(?:что|чем|чего|чему|как|как(?:ой|ая|ое|ие|ого|их|ому|ом|ую|им|ими)|кто|кого|кому|кем|где|куда|откуда|когда|почему|зачем|сколько|чей|чья|чьё|чье|чьи)\b"
)
"""Words of a question that yes or no cannot answer."""
_STEP = re.compile(
    r"^(?:run|add|set|open|change|replace|click|restart|reboot|install|edit|create|delete|remove|disable|enable|press|wait|connect|log|sign|use|try|type"
    r"|enter|execute|start|stop|go|put|upload|download|switch|roll|revert|restore|attach|detach|mount|unmount|update|upgrade|reload|clear|flush|save|choose"
    r"|select|move|copy|turn|check|point|configure|make|take|increase|lower|reduce|limit|rename|rotate|revoke|generate|grant|allow|close|scale|raise|resize|extend|purge|keep|leave|launch|apply|do|fill|pick)\b"
    r"|\b(?:you can|you need to|you should|you could|need to|have to|let's|could you|can you|please|would you) (?:\w+ )?(?:run|add|set|open|change|replace|click|restart|reboot|install|edit|create"
    r"|delete|remove|disable|enable|press|log in|sign in|use|try|type|enter|execute|start|stop|go to|upload|switch|roll|revert|restore|attach|detach|mount|update|clear|choose|select|move|rotate|revoke|generate|check)\b"
    r"|\b(?:запустите|выполните|добавьте|поставьте|установите|откройте|измените|поменяйте|замените|нажмите|перезапустите|перезагрузите|отредактируйте|создайте"
    r"|удалите|отключите|включите|подождите|подключитесь|зайдите|войдите|используйте|попробуйте|введите|наберите|остановите|перейдите|загрузите|скачайте"
    r"|переключите\w*|откатите\w*|верните|восстановите|подключите|отмонтируйте|обновите|сбросьте|сохраните|выберите|перенесите|скопируйте|проверьте|укажите|настройте"
    r"|сделайте|увеличьте|уменьшите|ограничьте|переименуйте|перевыпустите|отзовите|сгенерируйте|закройте|расширьте|примените|пропишите|посмотрите|снимите|вставьте|задайте|разрешите|впишите)\b"
    r"|\b(?:нужно|надо|можно|достаточно|следует|давайте|попробуем) (?:\w+ )?[а-я]+(?:ть|ти|чь)(?:ся)?\b"
)
_VAGUE = re.compile(
    r"\b(?:check|verify|look at|review|inspect|fix|adjust|tune)\b (?:\w+ )?(?:your |the |all )*(?:settings?|dns|firewall|config\w*|key|keys|network|logs?|connection|code|server|security|rules?|permissions?|parameters?|everything|documentation|docs)\b[\s.!]*$"
    r"|\bsee (?:the )?(?:docs|documentation|manual|guide)\b"
    r"|\b(?:проверьте|посмотрите|настройте|исправьте) (?:\w+ )?(?:настройки|dns|днс|файрвол|фаервол|конфиг\w*|ключ\w?|сеть|логи|соединение|код|сервер|правила|права|параметры|все|документацию)\b[\s.!]*$"
    r"|\b(?:смотрите|читайте|почитайте|см\.) (?:\w+ )?(?:документаци\w+|инструкци\w+|справк\w+)"
)
_READY = re.compile(
    r"`[^`\n]{2,}`|```.+?```|(?m:^\s*(?:sudo |\$ |# )?[a-z][\w-]+ (?:-{1,2}[a-z]|[~/]|\S+[./@:=]\S)\S*.*$)"
    r"|\b(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?\b|\b[a-z_]+=[^\s,;.]+|\b[a-z]+(?:-[a-z]+)? -{1,2}[a-z][\w-]*(?:[^\n.,;?!]*)|(?<![\w/])/(?:etc|var|home|usr|opt|root|mnt)/[\w./-]+",
    re.DOTALL,
)
_EXACT_COMMAND = re.compile(
    r"(?<![\w-])(?:sudo )?(?:curl|ping|nc|ssh|dig|nslookup|mtr|traceroute|ss|df|du|ls|lsblk|cat|grep|tail|head|top|ps|free|date|kubectl|chronyc|systemctl|aws|openssl|mstsc|lc|journalctl|growpart|resize2fs|umount|mount|chmod|chown|psql|terraform|git|ssh-keygen|nginx)"
    r" (?:-{1,2}[a-z]|[~/]|[\w.-]*[./@:=][\w./@:=-]*|get|describe|logs|apply|vm|status|restart|is-active|tracking|s3)[^\n,;?!«»`]*"
)


def deeds(text: str, lowered: str, parts: Sequence[Sentence]) -> list[Act]:
    """Return questions, requests, steps and ready commands with their spans."""
    found: list[Act] = []
    for part in parts:
        asked = [piece for piece in part.pieces if piece.force is Force.ASK]
        if part.is_question or asked:
            polar = not _OPEN.search(lowered[part.start : part.end])
            found.append(
                act(ActKind.QUESTION, text, part.start, part.end, **({"polar": "1"} if polar else {}))
            )
        for piece in part.pieces:
            if (
                piece.force is Force.REQUEST
                and piece.marked
                and not (part.is_question and _is_mere_question(piece))
            ):
                found.append(act(ActKind.REQUEST, text, piece.start, piece.end))
            if piece.force is Force.REQUEST and piece.marked and is_step(piece):
                vague = _VAGUE.search(piece.text) and not _READY.search(piece.text)
                found.append(
                    act(ActKind.STEP, text, piece.start, piece.end, **({"vague": "1"} if vague else {}))
                )
    return found + _commands(text, lowered)


def is_step(piece: Piece) -> bool:
    """Tell an instruction that can be carried out."""
    bare = bare_of(piece.text)
    return bool(_STEP.search(bare)) or is_command(words_of(bare))


def _is_mere_question(piece: Piece) -> bool:
    """“Could you tell me which …?” asks; “could you run …?” requests."""
    return not is_step(piece) and not re.search(
        r"\b(?:send|paste|share|show|run|attach|copy|post|try|provide|forward|drop|open|upload|type)\b|\b(?:прислать|скинуть|показать|отправить|запустить|выполнить|приложить|открыть|скопировать|проверить|попробовать)\b",
        piece.text,
    )


def _commands(text: str, lowered: str) -> list[Act]:
    spans: list[tuple[int, int]] = []
    for sign in (_EXACT_COMMAND, _READY):
        for match in sign.finditer(lowered):
            if not any(match.start() < end and match.end() > start for start, end in spans):
                spans.append((match.start(), match.end()))
    return [act(ActKind.COMMAND, text, start, end) for start, end in sorted(spans)]
