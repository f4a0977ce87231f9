"""Test the Binder set-up: repo2docker's plan for the project, and the effects of postBuild."""

import importlib.metadata
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jupyterlab.commands import get_app_dir  # type: ignore[import-untyped]
from jupyterlab_server.settings_utils import get_settings
from jupyterlab_server.translation_utils import get_language_packs
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import run
from benchmarks.binder import READ_BY_RUN_PY, copy_project, plan_of, python_of
from loanlab.site.wheel import BUILD
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Binder's environments run Linux")

# The steps that our files add to the plan for a folder with only runtime.txt.
OUR_STEPS = [
    "COPY --chown=0:0 src/requirements.txt ${REPO_DIR}/requirements.txt",
    'RUN ${KERNEL_PYTHON_PREFIX}/bin/pip install --no-cache-dir -r "requirements.txt"',
    "RUN ${KERNEL_PYTHON_PREFIX}/bin/pip install --no-cache-dir .",
    "RUN chmod +x postBuild",
    "RUN ./postBuild",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project without ignored files."""
    return copy_project(tmp_path_factory.mktemp("binder") / "project")


@pytest.fixture(scope="module")
def plan(project: Path) -> list[str]:
    """Return repo2docker's plan for the project."""
    return plan_of(project)


@pytest.fixture(scope="module")
def lab_settings(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run postBuild in a new environment; return the folder of JupyterLab's settings."""
    venv = tmp_path_factory.mktemp("binder") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    path = os.pathsep.join([str(venv / "bin"), os.environ["PATH"]])
    subprocess.run(["./postBuild"], cwd=project, env={**os.environ, "PATH": path}, check=True)
    return venv / "share" / "jupyter" / "lab" / "settings"


def effective_settings(lab_settings: Path, plugin: str) -> dict[str, Any]:
    """Return the settings of a plugin as JupyterLab resolves them without user settings."""
    schemas = f"{get_app_dir()}/schemas"
    user_settings = str(lab_settings / "chosen-by-the-reader")
    found = get_settings(str(lab_settings), schemas, user_settings, schema_name=plugin)[0]
    schema: Any = found["schema"]
    properties = schema["properties"]
    written = json.loads((lab_settings / "overrides.json").read_text(encoding="utf-8"))
    for name in written[plugin]:
        # A setting that the plugin does not define has a value but no type.
        assert "type" in properties[name], name
    return {name: each.get("default") for name, each in properties.items()}


def pinned_names(file: str) -> set[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(line.split("==")[0]) for line in lines if "==" in line}


def applies(requirement: Requirement, extras: set[str]) -> bool:
    """Return whether a requirement applies on any system with these extras."""
    marker = requirement.marker
    if marker is None or "extra" not in str(marker):
        return True
    return any(marker.evaluate({"extra": extra}) for extra in extras)


def needed_names(name: str, extras: set[str], seen: set[str]) -> set[str]:
    """Return all direct and indirect requirements of a package on any system."""
    try:
        requirements = importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:  # a package for another system
        requirements = []
    for requirement in map(Requirement, requirements):
        key = f"{canonicalize_name(requirement.name)}{sorted(requirement.extras)}"
        if applies(requirement, extras) and key not in seen:
            seen.add(key)
            needed_names(requirement.name, requirement.extras, seen)
    return {key.split("[")[0] for key in seen}


def test_binder_uses_the_supported_python_in_runtime_txt(plan: list[str]) -> None:
    version = python_of(plan)
    major, minor = map(int, version.split("."))
    assert (ROOT / "runtime.txt").read_text(encoding="utf-8") == f"python-{version}\n"
    run.check_version((major, minor))


def test_our_files_add_only_the_notebook_packages_and_post_build(
    plan: list[str], tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "runtime.txt").write_bytes((ROOT / "runtime.txt").read_bytes())
    without = set(plan_of(bare))
    first = next(place for place, line in enumerate(plan) if line.startswith("FROM "))
    added = [line for line in plan[first:] if line not in without and not line.startswith("#")]
    assert added == OUR_STEPS


def test_the_sources_are_copied_before_they_are_installed(plan: list[str]) -> None:
    assert plan.index("COPY --chown=0:0 src/ ${REPO_DIR}/") < plan.index(OUR_STEPS[1])


def test_binder_installs_no_build_or_test_dependency() -> None:
    names = pinned_names("requirements.txt")
    assert names <= needed_names("loanlab", {"lab"}, set())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = project["optional-dependencies"]["lab"]
    assert {canonicalize_name(Requirement(line).name) for line in direct} <= names


def test_the_installed_package_contains_every_file_in_src(project: Path, tmp_path: Path) -> None:
    source = project / "src"
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    command = [sys.executable, "-c", BUILD, str(tmp_path)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = set(map(Path, wheel.namelist()))
    read_by_run_py = Path("loanlab", READ_BY_RUN_PY)
    assert {path for path in wanted - packed if not path.is_relative_to(read_by_run_py)} == set()


def test_post_build_opens_chapters_as_notebooks(lab_settings: Path) -> None:
    viewers = effective_settings(lab_settings, "@jupyterlab/docmanager-extension:plugin")[
        "defaultViewers"
    ]
    assert viewers["markdown"] == viewers["myst"] == "Jupytext Notebook"


def test_post_build_sets_jupyterlab_to_chinese(lab_settings: Path) -> None:
    locale = effective_settings(lab_settings, "@jupyterlab/translation-extension:plugin")["locale"]
    assert locale in get_language_packs()[0]
    assert locale == "zh_CN"


def test_post_build_turns_off_news_and_update_checks(lab_settings: Path) -> None:
    settings = effective_settings(lab_settings, "@jupyterlab/apputils-extension:notification")
    assert settings["fetchNews"] == "false"
    assert settings["checkForUpdates"] is False
