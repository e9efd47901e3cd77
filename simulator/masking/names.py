"""Names in Latin letters, and words that look like names and are none."""

import re
from functools import cache


@cache
def english_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return given and family names in Latin letters, as ``plain`` spells them."""
    from importlib import import_module

    given: set[str] = set()
    family: set[str] = set()
    for tongue in _TONGUES:
        one = import_module(f"faker.providers.person.{tongue}").Provider
        given |= {name.lower() for name in one.first_names if name.isascii() and len(name) > 2}
        family |= {name.lower() for name in one.last_names if name.isascii() and len(name) > 2}
    from faker.providers.person.ru_RU import Provider as Russian

    given |= {
        latin(name) for name in (*Russian.first_names_male, *Russian.first_names_female, *_SHORT.split())
    }
    family |= {latin(name) for name in (*Russian.last_names_male, *Russian.last_names_female)}
    return frozenset(given), frozenset(family)


_TONGUES = "en_US en_GB en_IN de_DE fr_FR es_ES it_IT nl_NL pl_PL tr_TR sv_SE no_NO fi_FI cs_CZ hr_HR ro_RO pt_BR az_AZ uz_UZ".split()
_SHORT = "Саша Маша Дима Лёша Серёжа Женя Оля Таня Катя Настя Юля Лена Наташа Света Ваня Миша Коля Паша Андрей Ольга Елена Наталья Светлана Ирина Екатерина Дмитрий Алексей Юрий Мария Анастасия Рустем Рустам Ринат Ренат Фарид Марат Тимур Ильдар Айрат Ильнур Азат Булат Камиль Карим Руслан Арсен Армен Арам Ашот Тигран Гиорги Заза Шамиль Магомед Мурат Аслан Зураб Алим Рашид Расул Хасан Умар Усман Ибрагим Исмаил Юсуф Мустафа Ахмед Амир Дамир Данияр Ерлан Нурлан Айбек Азамат Бахтияр Шухрат Улугбек Жасур Фарход Эльдар Эльвира Гульнара Лейла Зарина Айгуль Динара Асель Жанна Камилла Диляра Алсу Эльмира Рамиль Рафаэль Гузель Снежана Милена Полина Кристина Ярослав Всеволод Матвей Егор Кирилл Тихон Савелий Вадим Глеб Герман Эдуард"
_ENDS = re.compile(
    r"(?i)[a-z]{2,}(?:enko|chuk|shvili|adze|oglu|sson|wicz|czyk|escu|opoulos|ovich|evich|ovic|evic|sky|skiy|skaya|ova|eva|nyan|yan|hanov|hanova|bekov|aliyev|baev|iev|ichev)"
)
_LATIN = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюяё",
        "a b v g d e z i y k l m n o p r s t u f kh ts ch sh sch  y  e yu ya e".split(" "),
        strict=True,
    )
) | {"ж": "zh"}


def latin(name: str) -> str:
    """Return a Russian name in Latin letters, in the one spelling all spellings are brought to."""
    return plain("".join(_LATIN.get(letter, letter) for letter in name.lower()))


def plain(name: str) -> str:
    """Return a name in Latin letters in lower case, its spellings brought to one."""
    return re.sub(
        r"ia\b",
        "iya",
        re.sub(
            r"(?:iy|ii|ij|yi|yy|yj)\b",
            "y",
            name.lower().replace("x", "ks").replace("j", "y").replace("yo", "e"),
        ),
    )


ALSO_WORDS = frozenset(
    "will may mark grant bill rich chase drew art hope faith joy grace april june august summer dawn rose ruby jasmine crystal amber olive violet ivy iris ginger "
    "sandy chip frank jack pat rob sue gene dale miles page pearl penny carol melody harmony destiny patience charity christian dean earl duke ray guy lance max nick "
    "ward wade hunter mason carter parker taylor porter cooper tanner jordan israel georgia virginia austin dallas houston chelsea paris madison lincoln jackson "
    "washington brooklyn sydney savannah phoenix ian ali so an do in on at an ma long man good day back case service call list end yes see we lin le las les ra sean bo vi "
    "bell ball banks bush cole cross day field fields fox gates gray green hall hill house king knight lake lane little love marsh miller moon moore noble page park "
    "parks pope power powers price quick reed rice ross rush sharp short small smith snow stone strong summers waters weeks wells west white wise wolf wood woods young "
    "black brown blue gold silver street bridges brooks cash castle church cook court crane curry dodge english foreman forest french golden graves hood hull key "
    "keys landry law leach major marks mays merchant mills mercado miranda monday moody nash norman north pace patrick person pitts pratt print proctor randall root roots sellers "
    "shields singleton sparks stark steel tucker tyler underwood vance velez villa walls ware weaver webb webster welch kent may mercer archer baker best bishop bond booth "
    "branch burns butler chambers chandler clay combs craft decker farmer fisher fleming flowers franklin frost gardner glass grant hardy harmon hart hays hayes hines holden "
    "host log login logs server test tests user support team terry robin dana angel sky star jade jean stacy tracy kelly blake brook brooke autumn sage reed read port ports network domain cloud java "
    "oracle docker jenkins ban birch car cases char company contractor date deep del dev doctor dom don edit edu elif else eta floor font forum grit harm job killer lang lex lie lot mach master meta more odd pages pam parent peer per pim pla pop post real repo ring room rust said sem sep seven sha smart sol sole suse tea ties till tone valid wall line travis gary chad alex".split()
) - frozenset(("gary", "alex", "sean", "ian", "ali", "patrick", "randall"))
NOT_NAMES = frozenset(
    "team support all everyone colleagues colleague sir madam customer customers client service desk cloud helpdesk guys folks there yes no please thanks thank hello hi dear regards the this "
    "that we you they our your my it he she but and if when after before since hub installer build script docs page portal app site i'll i'm i've i'd procurement accounting accounts hr legal logistics marketing department engineering operations it's windows linux ubuntu debian centos fedora apple google microsoft azure aws amazon oracle docker kubernetes jenkins "
    "postgres postgresql mysql redis kafka nginx apache outlook exchange chrome firefox safari android iphone zabbix grafana prometheus terraform ansible python java php node mongo mongodb "
    "vpn ssh api url dns http https sql error warning failed connection internet server console monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december english russian moscow london berlin paris dubai europe russia germany france turkey zoom slack teams telegram whatsapp skype jira confluence excel word "
    "office sharepoint sap bitrix elastic kibana rabbit hyper veeam cisco mikrotik juniper fortinet dell lenovo intel nvidia vmware proxmox openstack billing sales security admin administrator root "
    "engineer manager user finance account order ticket payment request status page login password key token what why how where who which can could would should is are was were do does did not now "
    "please attached see as in on at for from to by with of an a i ok fyi asap ps nb re fwd black friday new last next first second today yesterday tomorrow also still only just let "
    "команда поддержка коллеги служба техподдержка друзья господа питер питера питере питером все вы ваш наш мы я он она они это что как когда где почему здравствуйте добрый день доброе утро вечер спасибо пожалуйста прошу просьба нет да "
    "касперский касперского касперскому битрикс битрикса яндекс яндекса сбер сбербанк телеграм телеграмм вотсап скайп гугл виндовс линукс убунту андроид айфон эксель ворд астра базис росреестр госуслуги интернет "
    "сервер сайт панель консоль роман вера надежда любовь лев слава мира света роза майя мая лада гранта правда воля ладога облако россия москва казань уфа пермь самара минск владимира".split()
)
RUSSIAN_ALSO_WORDS = frozenset(
    "роман вера надежда любовь лев слава мира мир света свет роза майя мая лада мария майор май ада ким ли ан лига марк агат луна ия ава марс юла клим гор адам вал ян пак тен шин цой мила злата богдан бор".split()
)


def is_english_name(word: str) -> bool:
    """Tell whether a word in Latin letters is a name and no ordinary word."""
    given, family = english_names()
    lowered = plain(word)
    if word.lower() in ALSO_WORDS or len(word) < 3:
        return False
    if _ENDS.fullmatch(word):
        return True
    return (
        lowered in given
        or word.lower() in given
        or (word.lower() in family and len(word) > 3)
        or (lowered in family and len(word) > 4)
    )
