"""The types are looked at in a process of their own: installed here, they would stay for all other tests."""

import subprocess
import sys

import pytest

INSTALLED = """
from weasyprint.text.ffi import ffi
from hannover_intl.core.pdf import c_types
c_types.install()
"""


def run(code):
    done = subprocess.run([sys.executable, "-c", INSTALLED + code], capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


def test_a_list_of_glyphs_holds_what_it_is_given():
    assert run("print(list(ffi.new('hb_codepoint_t[3]', [7, 8, 65535])))") == "[7, 8, 65535]"


def test_no_type_of_a_document_has_to_be_parsed():
    names = "[*c_types._COMMON, 'hb_codepoint_t[2240]']"
    assert run(f"ffi._parser.parse_type = None\nprint(len([ffi.typeof(name) for name in {names}]))") == "9"


@pytest.mark.parametrize("name", ["hb_codepoint_t[x", "no_such_type *"])
def test_a_wrong_name_is_still_told(name):
    assert "CDefError" in run(f"ffi.typeof({name!r})")
