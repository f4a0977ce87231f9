"""Test that notebooks load only packages in requirements.txt; Binder installs no others."""

import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions

from tests.conftest import ROOT

SHOWN = """
import json, sys
before = set(sys.modules)
import loanlab
for name in ("repayment", "product-finder"):
    loanlab.simulate(name)._repr_mimebundle_()
loanlab.exercise("rates-fenfu-year")._repr_mimebundle_()
loanlab.Glossary()._repr_html_(), loanlab.Ledger()._repr_html_()
loanlab.ArticleFigures("rates")._repr_html_(), loanlab.Rules(("civil-code",))._repr_html_()
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_a_notebook_loads_only_packages_in_requirements_txt() -> None:
    result = subprocess.run(
        [sys.executable, "-c", SHOWN], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    loaded = set(json.loads(result.stdout.splitlines()[-1]))
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    installed = {_normal(pin.partition("==")[0]) for pin in pins if "==" in pin} | {"loanlab"}
    distributions = packages_distributions()
    needed = {_normal(owner) for name in loaded for owner in distributions.get(name, ())}
    assert {"altair", "pandas", "ipywidgets", "jinja2"} <= needed
    assert needed <= installed
