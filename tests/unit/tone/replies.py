"""Replies of agents with the levels a fair lead would give; a grader may be one level off."""

from typing import NamedTuple

from simulator.domain.text import Language


class Reply(NamedTuple):
    """A reply and what it deserves."""

    text: str
    levels: dict[str, float]


CUSTOMER: dict[Language, str] = {
    "en": "My shop has been down since 09:40 and orders are failing, we lose money every minute! Server vm-4a1, it shows 502. What is going on?",
    "ru": "Магазин лежит с 9:40, заказы не проходят, мы теряем деньги каждую минуту! Сервер vm-4a1, показывает 502. Что происходит?",
}

ENGLISH = (
    Reply(
        "Your shop has been unable to take orders since 09:40: I'm taking this first.",
        {"T1": 4, "T2": 3, "T6": 3.5},
    ),
    Reply("We apologise for any inconvenience caused.", {"T1": 1, "T4": 0, "T7": 1}),
    Reply("I understand your frustration.", {"T1": 1, "T4": 0}),
    Reply("That is not our problem.", {"T1": 0, "T2": 0, "T6": 1}),
    Reply("Calm down, please.", {"T6": 1}),
    Reply("As I already said, check the log.", {"T6": 1, "T4": 1}),
    Reply("You broke it yourself.", {"T2": 0, "T6": 1.5}),
    Reply("Your developers deleted the route.", {"T2": 0}),
    Reply("The problem is on your side.", {"T2": 0, "T1": 0, "T7": 1}),
    Reply("Contact your developers.", {"T4": 0.5, "T2": 1}),
    Reply("Check the settings.", {"T4": 1, "T3": 2}),
    Reply("Please restart the server.", {"T4": 1}),
    Reply(
        "Please run `systemctl status nginx` on vm-4a1 and paste the last three lines: they show why it stopped.",
        {"T4": 3.5},
    ),
    Reply(
        "Run `nslookup shop.example`; it should show 203.0.113.7. If it shows something else, send me the line.",
        {"T4": 4},
    ),
    Reply("It will be fixed in 10 minutes and you will get a refund.", {"T5": 0}),
    Reply("I guarantee it will never happen again.", {"T5": 0}),
    Reply("We will fix it soon.", {"T5": 1}),
    Reply("I don't know the cause yet. I'll write by 10:30 even without news.", {"T5": 3.5, "T2": 3}),
    Reply("I'll write to you at 10:30.", {"T5": 3, "T2": 3}),
    Reply(
        "From outside vm-4a1 answers 502, the cause is not confirmed yet. I'll write by 10:30; meanwhile you can show the maintenance page.",
        {"T5": 4, "T2": 3},
    ),
    Reply("Your request has been forwarded to the corresponding department.", {"T2": 1, "T9": 2}),
    Reply("Resolved. Closed.", {"T10": 0, "T7": 1}),
    Reply("Your ticket is closed.", {"T10": 0.5}),
    Reply("Glad it works. The ticket will be closed.", {"T10": 2}),
    Reply(
        "I see 200 from outside. Do orders go through for you? I'll keep this open until you reply.",
        {"T10": 4},
    ),
    Reply(
        "Does the shop open on your phone now? I'll leave the ticket open until tomorrow 12:00.", {"T10": 4}
    ),
    Reply(
        "Kindly do the needful and be advised that the aforementioned request has been registered.",
        {"T9": 1, "T2": 1},
    ),
    Reply("Dear customer, please wait.", {"T4": 0.5, "T9": 2}),
    Reply("Please send the last line of the log.", {"T9": 3, "T6": 3}),
    Reply("NS delegation inconsistency with residual authoritative.", {"T3": 1}),
    Reply("Two address books answer for your domain; one still gives the old address.", {"T3": 3}),
    Reply("You should have read the documentation.", {"T6": 1}),
    Reply("You idiot, read the log.", {"T6": 0}),
    Reply("Please do not threaten us.", {"T6": 1}),
    Reply("Everything works on our side.", {"T1": 0, "T7": 1}),
    Reply("Set the source to 0.0.0.0/0 and it will work.", {"T4": 0.5, "T5": 1}),
    Reply("It's obvious, even a child would see it.", {"T6": 1, "T3": 1.5}),
    Reply(
        "The log shows the route was removed at 20:31 by your pipeline; here is how we put it back, I'll check it with you.",
        {"T2": 4},
    ),
    Reply(
        "We should have warned you about the works, that is our mistake. I'm opening the case with the network team now.",
        {"T2": 4, "T6": 3.5},
    ),
    Reply(
        "Neither you nor we changed anything: the address moved. I'll test port 22 again after your change.",
        {"T2": 3.5, "T6": 4},
    ),
    Reply("READ THE MANUAL BEFORE WRITING TO US", {"T6": 1}),
    Reply(
        "I have passed it to the storage team, they will look at vm-4a1 first. I'll write at 11:00.",
        {"T2": 4, "T5": 3, "T4": 3},
    ),
)

RUSSIAN = (
    Reply(
        "Заказы не проходят с 9:40, магазин теряет деньги. Занимаюсь этим прямо сейчас.",
        {"T1": 4, "T2": 3, "T6": 3.5},
    ),
    Reply("Приносим извинения за доставленные неудобства.", {"T1": 1, "T4": 0, "T7": 1}),
    Reply("Понимаем ваше возмущение.", {"T1": 1, "T4": 0}),
    Reply("Это не наша проблема.", {"T1": 0, "T2": 0, "T6": 1}),
    Reply("Успокойтесь, пожалуйста.", {"T6": 1}),
    Reply("Я же уже говорил, смотрите лог.", {"T6": 1}),
    Reply("Это вы сами удалили маршрут.", {"T2": 0, "T6": 1.5}),
    Reply("Ваш разработчик сломал маршрут.", {"T2": 0}),
    Reply("Проблема на вашей стороне.", {"T2": 0, "T1": 0, "T7": 1}),
    Reply("Обратитесь к своим разработчикам.", {"T4": 0.5, "T2": 1}),
    Reply("Проверьте настройки.", {"T4": 1, "T3": 2}),
    Reply("Перезагрузите сервер.", {"T4": 1}),
    Reply(
        "Выполните на vm-4a1 `systemctl status nginx` и пришлите последние три строки: по ним видно, почему он остановился.",
        {"T4": 3.5},
    ),
    Reply(
        "Выполните `nslookup shop.example`: должен появиться адрес 203.0.113.7. Если другой, пришлите строку.",
        {"T4": 4},
    ),
    Reply("Через 10 минут всё заработает, деньги вернём.", {"T5": 0}),
    Reply("Гарантирую, больше такого не повторится.", {"T5": 0}),
    Reply("Скоро починим.", {"T5": 1}),
    Reply("Причину пока не знаю. Напишу до 10:30, даже если новостей не будет.", {"T5": 3.5, "T2": 3}),
    Reply("Напишу вам в 10:30.", {"T5": 3, "T2": 3}),
    Reply(
        "Снаружи vm-4a1 отвечает 502, причина пока не подтверждена. Напишу до 10:30; тем временем можно включить страницу-заглушку.",
        {"T5": 4, "T2": 3},
    ),
    Reply("Ваше обращение передано в соответствующую службу.", {"T2": 1, "T9": 2}),
    Reply("Решено. Закрыто.", {"T10": 0, "T7": 1}),
    Reply("Обращение закрыто.", {"T10": 0.5}),
    Reply("Рад, что получилось. Обращение закроем.", {"T10": 2}),
    Reply(
        "Снаружи вижу ответ 200. У вас заказы проходят? Держу обращение открытым до вашего ответа.",
        {"T10": 4},
    ),
    Reply(
        "Магазин на телефоне теперь открывается? Обращение оставлю открытым до завтра, до 12:00.", {"T10": 4}
    ),
    Reply("В целях решения данного вопроса необходимо осуществить проверку.", {"T9": 1}),
    Reply("Уважаемый клиент, ожидайте.", {"T4": 0.5, "T9": 1}),
    Reply("Пришлите, пожалуйста, последнюю строку лога.", {"T9": 3, "T6": 3}),
    Reply("Имеет место неконсистентность делегирования NS.", {"T3": 1.5, "T9": 2}),
    Reply("За ваш домен отвечают две адресные книги, и в одной остался старый адрес.", {"T3": 3}),
    Reply("Надо было читать документацию.", {"T6": 1}),
    Reply("Вы идиот, читайте лог.", {"T6": 0}),
    Reply("Прошу нам не угрожать.", {"T6": 1}),
    Reply("С нашей стороны всё работает.", {"T1": 0, "T7": 1}),
    Reply("Поставьте источник 0.0.0.0/0, и заработает.", {"T4": 0.5, "T5": 1}),
    Reply("Это же элементарно, даже ребёнок поймёт.", {"T6": 1, "T3": 1.5}),
    Reply(
        "По журналу, в 20:31 маршрут удалил ваш конвейер. Вот как его вернуть, проверю вместе с вами.",
        {"T2": 4},
    ),
    Reply(
        "О работах мы вас не предупредили, это наша ошибка. Передаю дело сетевым инженерам и слежу за ним.",
        {"T2": 4, "T6": 3.5},
    ),
    Reply(
        "Ни вы, ни мы ничего не меняли: сменился адрес. После вашей правки проверю порт 22 ещё раз.",
        {"T2": 3.5, "T6": 4},
    ),
    Reply("ПРОЧИТАЙТЕ ИНСТРУКЦИЮ ПРЕЖДЕ ЧЕМ ПИСАТЬ", {"T6": 1}),
    Reply(
        "Передал дело команде хранения, они возьмут vm-4a1 первой. Напишу в 11:00.",
        {"T2": 4, "T5": 3, "T4": 3},
    ),
)

REPLIES: dict[Language, tuple[Reply, ...]] = {"en": ENGLISH, "ru": RUSSIAN}
