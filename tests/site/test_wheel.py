"""The wheel in the notebooks to download: licences, one language, and what it leaves out."""

import base64
import bz2
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from loanlab.site.paths import ROOT, WORK
from loanlab.site.wheel import Wheel, wheel_of_package


def files_of(wheel: Wheel) -> dict[str, bytes]:
    """Unpack a wheel as a notebook does."""
    packed = bz2.decompress(base64.b85decode(wheel.text.replace("\n", "")))
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        return {name: files.read(name) for name in files.namelist()}


@pytest.fixture(scope="module")
def wheels() -> dict[str, Wheel]:
    """Return the wheel of each language."""
    return {language: wheel_of_package(WORK / "wheel", language) for language in ("zh", "en")}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wheel_contains_the_licences_of_what_is_in_it(
    wheels: dict[str, Wheel], language: str
) -> None:
    held = {
        name.rpartition("/")[2]: content
        for name, content in files_of(wheels[language]).items()
        if ".dist-info/licenses/" in name
    }
    assert held == {name: (ROOT / name).read_bytes() for name in ("LICENSE", "LICENSE-TEXT.md")}


def test_a_wheel_has_the_words_of_its_language_and_chinese(wheels: dict[str, Wheel]) -> None:
    chinese, english = (files_of(wheels[language]) for language in ("zh", "en"))
    assert not [name for name in chinese if name.startswith("loanlab/text/en/")]
    assert "loanlab/text/en/shell.yml" in english
    assert "loanlab/text/zh/shell.yml" in english
    entries = yaml.safe_load(chinese["loanlab/data/claims.yml"])["claims"]
    assert not [key for entry in entries for key in entry if key.endswith("_en")]
    assert all("claim_zh" in entry for entry in entries)
    own = yaml.safe_load((ROOT / "src/loanlab/data/claims.yml").read_text(encoding="utf-8"))
    assert yaml.safe_load(english["loanlab/data/claims.yml"]) == own


def test_a_wheel_leaves_out_what_only_the_site_needs(wheels: dict[str, Wheel]) -> None:
    assert not [name for name in files_of(wheels["en"]) if name.startswith("loanlab/site/")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_package_of_a_wheel_shows_everything_in_its_language(
    wheels: dict[str, Wheel], language: str, tmp_path: Path
) -> None:
    for name, content in files_of(wheels[language]).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import loanlab\n"
        f"assert loanlab.__file__.startswith({str(tmp_path)!r}), loanlab.__file__\n"
        f"loanlab.use_language({language!r})\n"
        "from loanlab import Chat, Glossary, Guidance, Letter, Paper, Rules\n"
        "from loanlab.data import guidance, regulations\n"
        "shown = [Paper('contract'), Chat('unfreeze'), Letter('complaint'), Glossary()]\n"
        "shown += [Rules(regulations()), Guidance(guidance())]\n"
        "assert all(each._repr_html_() for each in shown)\n"
        "print(loanlab.simulate('true-cost').run().sentence)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert ("annual rate" in done.stdout) == (language == "en")


def test_a_chinese_notebook_accepts_the_package_of_any_language(wheels: dict[str, Wheel]) -> None:
    chinese, english = wheels["zh"], wheels["en"]
    assert english.version.startswith(chinese.enough)
    assert chinese.version.startswith(chinese.enough)
    assert not chinese.version.startswith(english.enough)
