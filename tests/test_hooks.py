"""Test that the pre-commit hooks use the pinned tool versions."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent


def test_the_hooks_use_the_pinned_version_of_ruff() -> None:
    pins = (ROOT / "requirements-test.txt").read_text(encoding="utf-8")
    (pinned,) = re.findall(r"^ruff==\S+", pins, re.MULTILINE)
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    asked = [
        wanted
        for repository in config["repos"]
        for hook in repository["hooks"]
        for wanted in hook.get("additional_dependencies", [])
        if wanted.startswith("ruff")
    ]
    assert asked == [pinned, pinned]
