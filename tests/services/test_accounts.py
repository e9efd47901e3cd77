import pytest
from sqlmodel import select

from simulator.db.engine import Database
from simulator.db.tables import SessionRow
from simulator.domain.person import Person
from simulator.errors import InvalidInput, TooMuch
from simulator.services import Services
from simulator.services.accounts import TRIES_PER_ADDRESS, TRIES_PER_LOGIN

IP = "192.0.2.10"


def test_a_right_password_opens_a_session_whatever_the_case_of_the_login(services: Services, anna: Person):
    person, token = services.accounts.sign_in(" Anna ", "pw-anna", ip=IP)
    assert person == anna
    assert services.accounts.person(token) == anna


@pytest.mark.parametrize(("login", "password"), [("anna", "wrong"), ("nobody", "pw-anna"), ("", "")])
def test_a_wrong_login_and_a_wrong_password_look_the_same(services: Services, anna: Person, login, password):
    with pytest.raises(InvalidInput) as problem:
        services.accounts.sign_in(login, password, ip=IP)
    assert problem.value.code == "sign-in-failed"
    assert problem.value.field == ""


def test_guessing_at_one_login_is_stopped_even_with_the_right_password_in_the_end(services, anna):
    _fail(services, TRIES_PER_LOGIN)
    with pytest.raises(TooMuch):
        services.accounts.sign_in("anna", "pw-anna", ip=IP)


def test_guessing_from_one_address_locks_nobody_out_at_another(services, anna):
    _fail(services, TRIES_PER_LOGIN)
    person, _ = services.accounts.sign_in("anna", "pw-anna", ip="198.51.100.7")
    assert person == anna


def test_the_wait_after_guessing_ends(services, anna, clock):
    _fail(services, TRIES_PER_LOGIN)
    clock.pass_(minutes=11)
    assert services.accounts.sign_in("anna", "pw-anna", ip=IP)[0] == anna


def test_one_address_cannot_try_many_logins(services, anna, monkeypatch):
    monkeypatch.setattr(services.accounts, "_matches", lambda *_: False)
    for number in range(TRIES_PER_ADDRESS):
        _fail(services, 1, login=f"guess{number}")
    with pytest.raises(TooMuch):
        services.accounts.sign_in("anna", "pw-anna", ip=IP)


def test_success_forgets_earlier_slips(services, anna):
    _fail(services, TRIES_PER_LOGIN - 1)
    services.accounts.sign_in("anna", "pw-anna", ip=IP)
    _fail(services, TRIES_PER_LOGIN - 1)
    assert services.accounts.sign_in("anna", "pw-anna", ip=IP)[0] == anna


def test_signing_out_ends_this_session_and_no_other(services, anna):
    _, here = services.accounts.sign_in("anna", "pw-anna", ip=IP)
    _, there = services.accounts.sign_in("anna", "pw-anna", ip=IP)
    services.accounts.sign_out(here)
    assert services.accounts.person(here) is None
    assert services.accounts.person(there) == anna


def test_a_session_ends_by_itself(services, anna, clock):
    _, token = services.accounts.sign_in("anna", "pw-anna", ip=IP)
    clock.pass_(hours=12, seconds=1)
    assert services.accounts.person(token) is None


@pytest.mark.parametrize("token", ["", "x", "\ud800", "a" * 5000])
def test_an_invented_token_is_nobody(services, anna, token):
    assert services.accounts.person(token) is None


def test_neither_tokens_nor_passwords_are_stored(services, anna, database: Database):
    _, token = services.accounts.sign_in("anna", "pw-anna", ip=IP)
    with database.reading() as session:
        row = session.exec(select(SessionRow)).one()
        stored = session.connection().exec_driver_sql("SELECT password_hash FROM person").scalars().all()
    assert token not in row.token_hash
    assert all(text.startswith("$argon2id$") for text in stored)


def test_the_chosen_language_is_remembered(services, anna):
    _, token = services.accounts.sign_in("anna", "pw-anna", ip=IP)
    services.accounts.set_language(anna, "ru")
    assert services.accounts.person(token).language == "ru"
    with pytest.raises(InvalidInput):
        services.accounts.set_language(anna, "fr")


def test_sample_people_are_listed_in_a_demonstration_only(services):
    assert services.accounts.sample_people() == ()


def _fail(services: Services, times: int, login: str = "anna") -> None:
    for _ in range(times):
        with pytest.raises(InvalidInput):
            services.accounts.sign_in(login, "guess", ip=IP)
