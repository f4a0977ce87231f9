"""Test that the wheel in the downloadable notebooks ships the licences."""

import base64
import io
import zipfile
import zlib

from loanlab.site.paths import LICENCES, ROOT, WORK
from loanlab.site.wheel import wheel_of_package


def test_the_wheel_contains_the_licences() -> None:
    wheel = wheel_of_package(WORK / "wheel")
    packed = zlib.decompress(base64.b85decode(wheel.text.replace("\n", "")))
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        held = {
            name.rpartition("/")[2]: files.read(name)
            for name in files.namelist()
            if ".dist-info/licenses/" in name
        }
    assert held == {name: (ROOT / name).read_bytes() for name in LICENCES}
