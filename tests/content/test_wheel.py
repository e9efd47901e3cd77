"""The wheel carries everything and works far from the repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def unpacked(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    built, place = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("unpacked")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def test_the_wheel_holds_content_style_and_compiled_translations(unpacked: Path) -> None:
    for name in (
        "simulator/_data/scenarios/cards/SC-01.yaml",
        "simulator/_data/scenarios/twins/SC-14B.yaml",
        "simulator/_data/scenarios/exemplars/SC-01/excellent.ru.jsonl",
        "simulator/_data/rubrics/scoring.yaml",
        "simulator/_data/career_paths/l1.yaml",
        "simulator/_data/static/css/app.css",
        "simulator/web/translations/ru/LC_MESSAGES/messages.mo",
        "simulator/py.typed",
    ):
        assert (unpacked / name).is_file(), name


def test_commands_work_from_another_folder(unpacked: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    script = "import simulator.paths as paths; print(paths.shipped_root())"
    where = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert where.stdout.strip() == str(unpacked / "simulator" / "_data")
    done = subprocess.run(
        [sys.executable, "-m", "simulator.cli", "read", "--scenario", "SC-01"],
        cwd=tmp_path,
        env=environment,
        input='{"id":1,"text":"Which exact command do you type to connect?"}',
        check=True,
        capture_output=True,
        text=True,
    )
    assert '"asks": ["F1"]' in done.stdout
