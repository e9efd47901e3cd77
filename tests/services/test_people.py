"""Accounts by admins: adding, changing, sheets of people, links that set a password."""

from datetime import timedelta

import pytest

from simulator.domain.person import Role
from simulator.errors import InvalidInput, NotAllowed, NotFound
from simulator.services.accounts import NewPerson
from simulator.services.people.entry import Entry
from simulator.services.people.sheet import SAMPLE, decoded

SHEET = """Логин;ФИО;Почта;Роль;Язык;Руководитель
o.rudneva;Ольга Руднева;o.rudneva@support.example;руководитель;русский;
d.kim;Денис Ким;d.kim@support.example;стажёр;русский;o.rudneva
"""


def open_account(services, admin, login):
    page = services.people.directory.search(admin, login)
    return next(one for one in page.accounts if one.entry.login == login)


def test_only_admins_look_after_accounts(services, lead, anna):
    for viewer in (lead, anna):
        with pytest.raises(NotAllowed):
            services.people.directory.search(viewer)
        with pytest.raises(NotAllowed):
            services.people.importing.preview(viewer, SHEET)
        with pytest.raises(NotAllowed):
            services.people.links.make(viewer, [anna.id], "show")


def test_a_person_is_added_changed_and_found_by_part_of_a_cyrillic_name(services, admin, lead):
    made = services.people.directory.add(
        admin, Entry(" D.Kim ", "Денис  Ким", "trainee", "ru", "d.kim@support.example", "lena")
    )
    one = services.people.directory.open(admin, made)
    assert (one.entry.login, one.entry.name, one.entry.lead) == ("d.kim", "Денис Ким", "lena")
    assert not one.has_password
    for query in ("денис", "КИМ", "d.kim@", "ким денис"):
        assert [found.id for found in services.people.directory.search(admin, query).accounts] == [made]
    assert services.people.directory.search(admin, "%").accounts == ()
    services.people.directory.change(admin, made, Entry("d.kim", "Денис Ким", "lead", "en"))
    after = services.people.directory.open(admin, made).entry
    assert (after.role, after.language, after.email, after.lead) == ("lead", "en", "", "")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (Entry("k", "K"), "person-login"),
        (Entry("candidate-1", "K"), "person-login"),
        (Entry("kim", " "), "person-name"),
        (Entry("kim", "K", "boss"), "role-unknown"),
        (Entry("kim", "K", "trainee", "de"), "person-language"),
        (Entry("kim", "K", "trainee", "ru", "kim@here"), "person-email"),
        (Entry("kim", "K", "trainee", "ru", "a@b.example\nBcc: x@y.example"), "person-email"),
        (Entry("kim", "K", "trainee", "ru", "", "anna"), "lead-unknown"),
        (Entry("kim", "K", "lead", "ru", "", "kim"), "own-lead"),
        (Entry("anna", "K"), "login-taken"),
    ],
)
def test_what_cannot_be_used_is_named(services, admin, anna, entry, code):
    with pytest.raises(InvalidInput, match=code):
        services.people.directory.add(admin, entry)


def test_the_list_goes_on_where_a_page_ended(services, admin):
    for number in range(120):
        services.people.directory.add(admin, Entry(f"p{number}", f"Same Name {number % 7}"))
    seen, after = [], ""
    for _ in range(5):
        page = services.people.directory.search(admin, "same", after)
        seen += [one.id for one in page.accounts]
        if page.after is None:
            break
        after = page.after
    assert len(seen) == len(set(seen)) == 120


def test_who_is_deactivated_is_out_at_once_and_comes_back_without_old_sessions(services, admin, anna):
    _person, token = services.accounts.sign_in("anna", "pw-anna", ip="192.0.2.1")
    link = services.people.links.make(admin, [anna.id], "show")[0].token
    services.people.directory.deactivate(admin, anna.id)
    assert services.accounts.person(token) is None
    assert services.people.links.door(link).state == "revoked"
    with pytest.raises(InvalidInput, match="sign-in-failed"):
        services.accounts.sign_in("anna", "pw-anna", ip="192.0.2.1")
    with pytest.raises(InvalidInput, match="person-inactive"):
        services.people.links.make(admin, [anna.id], "show")
    services.people.directory.reactivate(admin, anna.id)
    assert services.accounts.person(token) is None
    services.accounts.sign_in("anna", "pw-anna", ip="192.0.2.1")


def test_the_last_admin_stays_an_admin(services, admin):
    with pytest.raises(InvalidInput, match="last-admin"):
        services.people.directory.deactivate(admin, admin.id)
    with pytest.raises(InvalidInput, match="last-admin"):
        services.people.directory.change(admin, admin.id, Entry("admin", "Admin", "lead"))
    other = services.people.directory.add(admin, Entry("second", "Second", "admin"))
    services.people.directory.deactivate(admin, other)
    with pytest.raises(InvalidInput, match="last-admin"):
        services.people.directory.deactivate(admin, admin.id)
    services.people.directory.reactivate(admin, other)
    services.people.directory.deactivate(admin, admin.id)


def test_who_leads_no_more_leads_nobody(services, admin, lead, anna):
    services.people.directory.change(admin, lead.id, Entry("lena", "Lena", "interviewer"))
    assert services.people.directory.open(admin, anna.id).entry.lead == ""


def test_a_candidate_is_no_account(services, admin, igor):
    candidate = services.accounts.add(NewPerson("candidate-x", "X", Role.CANDIDATE, "pw"))
    with pytest.raises(NotFound):
        services.people.directory.open(admin, candidate.id)
    assert "candidate-x" not in {one.entry.login for one in services.people.directory.search(admin).accounts}


def test_who_was_erased_is_not_in_the_list(services, admin, anna, lead):
    services.gates.sign(lead, anna.id, "G0", "passed", "Fine.", None)
    assert services.privacy.erase(lead.id, ordered_by="test", reason="left").stays
    assert {one.entry.login for one in services.people.directory.search(admin).accounts} == {"admin", "anna"}
    with pytest.raises(NotFound):
        services.people.directory.open(admin, lead.id)


def test_a_sheet_is_looked_at_first_and_importing_it_twice_changes_nothing(services, admin):
    page = services.people.importing.preview(admin, SHEET)
    assert [line.state for line in page.lines] == ["new", "new"]
    assert services.accounts.by_login("d.kim") is None
    done = services.people.importing.take_over(admin, SHEET)
    assert (len(done.added), done.changed, done.same) == (2, 0, 0)
    kim = open_account(services, admin, "d.kim").entry
    assert (kim.lead, kim.language, kim.role) == ("o.rudneva", "ru", "trainee")
    again = services.people.importing.take_over(admin, SHEET)
    assert (again.added, again.changed, again.same) == ((), 0, 2)
    other = SHEET.replace("Денис Ким", "Денис К.")
    assert services.people.importing.preview(admin, other).lines[1].changes == ("name",)
    assert services.people.importing.take_over(admin, other).changed == 1
    assert open_account(services, admin, "d.kim").entry.lead == "o.rudneva"


def test_what_a_sheet_does_not_say_stays_as_it_is(services, admin, lead, anna):
    services.people.directory.change(
        admin, anna.id, Entry("anna", "Anna", "trainee", "en", "anna@support.example", "lena")
    )
    page = services.people.importing.preview(admin, "login,name,language\nlena,Lena,\nanna,Anna B.,\n")
    assert [(line.state, line.changes) for line in page.lines] == [("same", ()), ("changed", ("name",))]
    services.people.importing.take_over(admin, "login,name\nanna,Anna B.\n")
    entry = open_account(services, admin, "anna").entry
    assert entry == Entry("anna", "Anna B.", "trainee", "en", "anna@support.example", "lena")
    services.people.importing.take_over(admin, "login,name,lead,email\nanna,Anna B.,,\n")
    assert open_account(services, admin, "anna").entry.lead == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_sheet_reads_the_same_whatever_has_written_it(services, admin, encoding, mark):
    text = decoded(SHEET.replace(";", mark).replace("\n", "\r\n").encode(encoding))
    page = services.people.importing.preview(admin, text)
    assert page.is_good
    assert [line.entry.name for line in page.lines] == ["Ольга Руднева", "Денис Ким"]


def test_each_line_says_what_to_write_instead_and_one_wrong_line_stores_nothing(services, admin, anna):
    text = (
        "login,name,role,lead,email\n"
        "kim,Kim,trainee,nobody,\n"
        "lee,Lee,boss,,lee\n"
        "kim,Kim again,trainee,,\n"
        "anna,Anna,admin,,\n"
        '"mei","Mei, the one",trainee,,,x\n'
        "good,Good,trainee,,\n"
    )
    page = services.people.importing.preview(admin, text)
    codes = {line.number: [one.code for one in line.problems] for line in page.lines}
    assert codes == {
        2: ["lead-unknown"],
        3: ["role-unknown", "person-email"],
        4: ["line-twice"],
        5: ["line-role"],
        6: ["line-long"],
        7: [],
    }
    with pytest.raises(InvalidInput, match="sheet-wrong"):
        services.people.importing.take_over(admin, text)
    assert services.accounts.by_login("good") is None
    assert services.accounts.by_login("anna").role is Role.TRAINEE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sheet-empty"),
        ("login,name\n", "sheet-empty"),
        ("login,role\na.b,lead\n", "sheet-columns"),
        ("login,name,shoe\na.b,A,43\n", "sheet-unknown"),
        ("login,name,имя\na.b,A,A\n", "sheet-twice"),
        ("login,name\n" + "x1,X\n" * 1001, "sheet-long"),
    ],
)
def test_a_sheet_that_is_none_says_why(services, admin, text, code):
    with pytest.raises(InvalidInput, match=code):
        services.people.importing.preview(admin, text)


def test_the_samples_can_be_imported(services, admin):
    for text in SAMPLE.values():
        assert services.people.importing.preview(admin, text).is_good


def test_a_link_sets_the_password_once_and_ends_sessions(services, admin, anna, database):
    _person, token = services.accounts.sign_in("anna", "pw-anna", ip="192.0.2.1")
    link = services.people.links.make(admin, [anna.id], "show")[0]
    assert link.purpose == "reset"
    with database.reading() as session:
        kept = session.connection().exec_driver_sql("SELECT token_hash FROM password_link").scalar()
    assert link.token not in kept
    for _ in range(3):
        assert services.people.links.door(link.token).state == "good"
    for password, again, code in (
        ("short", "short", "password-short"),
        ("a" * 12, "a" * 12, "password-plain"),
        ("long enough words", "long enough word", "password-differs"),
        ("x1y2" * 300, "x1y2" * 300, "password-long"),
    ):
        with pytest.raises(InvalidInput, match=code):
            services.people.links.use(link.token, password, again)
    assert services.accounts.person(token) is not None
    assert services.people.links.use(link.token, "three quiet owls", "three quiet owls") == "anna"
    assert services.accounts.person(token) is None
    services.accounts.sign_in("anna", "three quiet owls", ip="192.0.2.1")
    with pytest.raises(InvalidInput, match="door-closed"):
        services.people.links.use(link.token, "three quiet owls", "three quiet owls")


def test_a_link_expires_is_taken_back_and_replaced(services, admin, clock):
    made = services.people.directory.add(admin, Entry("kim", "Kim"))
    first = services.people.links.make(admin, [made], "show")[0]
    assert first.purpose == "invitation"
    second = services.people.links.make(admin, [made], "show")[0]
    assert services.people.links.door(first.token).state == "revoked"
    clock.now += timedelta(days=8)
    assert services.people.links.door(second.token).state == "expired"
    third = services.people.links.make(admin, [made], "show")[0]
    services.people.links.revoke(admin, made)
    assert services.people.links.door(third.token).state == "revoked"
    assert services.people.links.door("nonsense").state == "unknown"
    with pytest.raises(InvalidInput, match="mail-off"):
        services.people.links.make(admin, [made], "mail")


def test_nobody_signs_in_before_a_password_is_set(services, admin):
    services.people.directory.add(admin, Entry("kim", "Kim"))
    for password in ("", "x"):
        with pytest.raises(InvalidInput, match="sign-in-failed"):
            services.accounts.sign_in("kim", password, ip="192.0.2.1")
