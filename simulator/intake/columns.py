"""What the columns of a help desk's export hold, by their headings in English and Russian."""

import re
from collections.abc import Sequence

from simulator.domain.ticket import Role

_NAMES: dict[Role, str] = {
    "number": "id|ticket id|ticket|ticket number|ticketnumber|number|no|issue key|key|issue id|номер|номер заявки|номер тикета|номер обращения|№|ид|код|ticket#|tn|display id",
    "subject": "subject|title|summary|short description|тема|заголовок|краткое описание|название|тема обращения|тема заявки",
    "description": "description|body|message|first message|text|initial request|request|details|problem|описание|текст|текст обращения|обращение|содержание|сообщение|подробное описание|описание проблемы|суть обращения|article body|first article|issue description",
    "reply": "comment|comments|latest comment|all comments|conversation|conversations|replies|reply|notes|public comments|комментарий|комментарии|ответ|ответы|переписка|история|диалог|articles|work notes|additional comments|latest public comment",
    "resolution": "resolution|resolution notes|close notes|solution|root cause|решение|результат|причина|итог|комментарий к решению|close note|resolution note",
    "category": "category|type|ticket type|issue type|request type|group|queue|service|component|components|tags|категория|тип|тип обращения|тип заявки|очередь|услуга|сервис|направление|теги|подкатегория|ticket form|topic|product",
    "priority": "priority|urgency|severity|impact|приоритет|срочность|влияние|критичность|важность",
    "status": "status|state|ticket status|статус|состояние",
    "opened": "created|created at|created time|created date|opened|opened at|date|requested at|createtime|age|дата|дата создания|создано|создана|создан|дата обращения|открыто|дата регистрации|время создания",
    "person": "requester|requester name|customer|customer name|contact|contact name|full name|name|reporter|creator|assignee|assigned to|agent|agent name|owner|submitter|from|customer user|customeruser|заявитель|клиент|автор|контакт|контактное лицо|фио|имя|исполнитель|ответственный|инициатор|сотрудник|оператор|агент|responsible|caller|opened by|владелец",
    "email": "email|e-mail|requester email|contact email|customer email|mail|почта|электронная почта|email заявителя|e-mail клиента|эл почта|requester e-mail",
    "phone": "phone|mobile|contact number|work phone|telephone|phone number|телефон|мобильный|номер телефона|контактный телефон|тел",
    "company": "company|company name|organization|organisation|account|account name|customerid|customer id|компания|организация|контрагент|юрлицо|клиент компания|organizations|requester organization",
}  # fmt: skip
_BY_NAME: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names.split("|")}
_PRODUCTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Jira Service Management", frozenset(("issue key", "issue type", "summary"))),
    ("OTRS/Znuny", frozenset(("ticket#", "queue", "customer user"))),
    ("OTRS/Znuny", frozenset(("ticketnumber", "queue"))),
    ("Freshdesk", frozenset(("ticket id", "subject", "requester email"))),
    ("Freshdesk", frozenset(("ticket id", "subject", "created time"))),
    ("Zendesk", frozenset(("id", "requester", "subject", "ticket form"))),
    ("Zendesk", frozenset(("id", "requester", "subject", "group"))),
)
_SINGLE: tuple[Role, ...] = (
    "number",
    "subject",
    "description",
    "resolution",
    "category",
    "priority",
    "status",
    "opened",
)


def plain_heading(heading: str) -> str:
    """Return a heading without case, signs and what tools add in brackets."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]|custom field", " ", heading.casefold().replace("ё", "е"))
    return " ".join(re.sub(r"[^\w#№&+-]+|_", " ", bare).split()).strip("- ")


def guessed(headings: Sequence[str]) -> tuple[Role, ...]:
    """Return what each column seems to hold. Of two that look alike the first counts, except for replies and people."""
    roles: list[Role] = []
    for heading in headings:
        role = _BY_NAME.get(plain_heading(heading), "ignore")
        roles.append("ignore" if role in _SINGLE and role in roles else role)
    if "description" not in roles and "reply" in roles:
        roles[roles.index("reply")] = "description"
    return tuple(roles)


def product(headings: Sequence[str]) -> str:
    """Return which help desk the sheet seems to come from, or an empty string."""
    there = {plain_heading(heading) for heading in headings}
    return next((name for name, wanted in _PRODUCTS if wanted <= there), "")
