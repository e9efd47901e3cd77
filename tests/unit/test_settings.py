"""Settings: where they come from, and what is said when they are broken."""

import stat
from pathlib import Path

import pytest

from simulator.cli.doctor import examine, port_is_free
from simulator.settings import SettingsError, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path / "data"))
    for name in ("DATABASE_URL", "SIMULATOR_SETTINGS", "SIMULATOR_PORT"):
        monkeypatch.delenv(name, raising=False)


def test_without_settings_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.database_url == f"sqlite:///{tmp_path / 'data' / 'simulator.db'}"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_an_argument_wins_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "simulator.toml").write_text(
        'port = 1111\nhost = "0.0.0.0"\nsession_hours = 5\n', encoding="utf-8"
    )
    monkeypatch.setenv("SIMULATOR_PORT", "2222")
    settings = load_settings(host="127.0.0.2")
    assert (settings.host, settings.port, settings.session_hours) == ("127.0.0.2", 2222, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("port = 80000\n", "simulator.toml:1:1: `port`: input should be less than or equal to 65535"),
        ("# x\nprot = 1\n", "simulator.toml:2:1: unknown setting `prot`; known settings: data_dir"),
        ("port = 1\nhost = \n", "simulator.toml:2:"),
        ("a = 1\na = 2\n", "simulator.toml:2:"),
    ],
)
def test_a_broken_settings_file_names_the_place(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "simulator.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert expected in str(caught.value)


def test_a_named_settings_file_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_SETTINGS", "none.toml")
    with pytest.raises(SettingsError, match=r"none\.toml:1:1: the settings file cannot be read"):
        load_settings()


def test_a_broken_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_PORT", "eighty")
    with pytest.raises(SettingsError, match="environment variable SIMULATOR_PORT"):
        load_settings()


def test_the_secret_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    settings = load_settings()
    assert len(settings.secret()) >= 32
    assert settings.secret() == load_settings().secret()
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["secret_key"]


def test_the_doctor_finds_a_broken_settings_file_and_stops_there(tmp_path: Path) -> None:
    (tmp_path / "simulator.toml").write_text("port = []\n", encoding="utf-8")
    assert [(finding.name, finding.state) for finding in examine()] == [
        ("version", "ok"),
        ("settings", "wrong"),
    ]


def test_the_doctor_names_an_address_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "here")
    found = {finding.name: finding for finding in examine()}
    assert found["database"].state == "wrong"
    assert "postgresql://" in found["database"].remedy


def test_a_port_that_is_taken_is_noticed() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not port_is_free("127.0.0.1", taken.getsockname()[1])


def test_the_doctor_survives_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "simulator.db").write_text("this is not a database, whatever its name says" * 100)
    found = {finding.name: finding for finding in examine()}
    assert found["database"].state == "wrong"
    assert "not a database" in found["database"].says


def test_a_user_without_a_home_can_still_read_content(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    from simulator.content.library import Library

    def nowhere(_self: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "expanduser", nowhere)
    assert Library(root).scenario("SC-01").id == "SC-01"
    monkeypatch.delenv("SIMULATOR_DATA_DIR")
    assert load_settings().data_dir == Path("var")
