"""What the terminal game says, in both languages."""

from simulator.domain.text import Language

WORDS: dict[str, dict[Language, str]] = {
    "customer": {"en": "CUSTOMER", "ru": "КЛИЕНТ"},
    "you": {"en": "YOU", "ru": "ВЫ"},
    "team": {"en": "TEAM", "ru": "КОМАНДА"},
    "system": {"en": "DESK", "ru": "ПУЛЬТ"},
    "help": {
        "en": """Write a line to answer the customer. Commands:
  /run COMMAND            use a console or probe, like /run crm acc-1234; /run help lists them
  /kb WORDS, /open KB-…   search the knowledge base, read an article
  /note TEXT              internal note
  /classify CATEGORY IMPACT URGENCY   like /classify access L M
  /escalate TEAM          hand over; asks for the request and the pack
  /major REASON           raise a candidate for a major incident
  /resolve                record the cause and tell the customer
  /close [TEXT]           close the ticket
  /wait MINUTES           let time pass      /hint  next hint
  /status                 where things stand /quit  leave; what was done is graded""",
        "ru": """Строка текста уходит клиенту. Команды:
  /run КОМАНДА            консоль или проба, например /run crm acc-1234; список даст /run help
  /kb СЛОВА, /open KB-…   поиск по базе знаний, чтение статьи
  /note ТЕКСТ             внутренняя заметка
  /classify КАТЕГОРИЯ ВЛИЯНИЕ СРОЧНОСТЬ   например /classify access L M
  /escalate КОМАНДА       передать другой команде; спросит запрос и пакет
  /major ПРИЧИНА          сообщить о возможном крупном инциденте
  /resolve                записать причину и сообщить клиенту
  /close [ТЕКСТ]          закрыть обращение
  /wait МИНУТЫ            подождать          /hint  следующая подсказка
  /status                 как идут дела      /quit  выйти; сделанное будет оценено""",
    },
    "unknown": {
        "en": "No such command: {}. /help lists them.",
        "ru": "Нет такой команды: {}. Список даст /help.",
    },
    "usage": {"en": "Not enough here: {}. See /help.", "ru": "Не хватает данных: {}. Смотрите /help."},
    "refused": {"en": "Not possible: {}", "ru": "Не получится: {}"},
    "request": {"en": "What exactly do you ask of {}?", "ru": "О чём именно вы просите {}?"},
    "pack": {"en": "Pack, field by field (empty to skip):", "ru": "Пакет по полям (пусто — пропустить):"},
    "cause": {"en": "Cause:", "ru": "Причина:"},
    "last": {"en": "Message to the customer (may be empty):", "ru": "Сообщение клиенту (можно пустое):"},
    "mood": {"en": "mood {} of 5", "ru": "настроение {} из 5"},
    "over": {"en": "The run is over.", "ru": "Разбор окончен."},
    "left": {"en": "The customer has given up on us.", "ru": "Клиент больше не хочет с нами говорить."},
    "status": {
        "en": "Ticket {status}, {minutes} min since the opening, anger {anger}, hints used {hints}.",
        "ru": "Обращение: {status}, прошло {minutes} мин, злость {anger}, подсказок {hints}.",
    },
    "strength": {"en": "Strength", "ru": "Получилось"},
    "change": {"en": "Change", "ru": "Что изменить"},
    "better": {"en": "Better", "ru": "Лучше так"},
}


def word(key: str, language: Language, *values: object, **named: object) -> str:
    """Return a text of the game."""
    return WORDS[key][language].format(*values, **named) if values or named else WORDS[key][language]
