"""What runs by itself: every timer starts a command that the portal has, and the documentation names each."""

import configparser
import re

import pytest
from django.core.management import get_commands

from tests.checks.sources import ROOT

UNITS = ROOT / "deploy" / "systemd"
TIMERS = sorted(UNITS.glob("*.timer"))
SERVICE = "hannover-international@.service"
# Commands that are made for a timer say so in the table of the README.
FOR_A_TIMER = re.compile(r"^\| `manage\.py (\w+)[^|]*\| .*(?:Timer|täglich|wöchentlich)", re.MULTILINE)


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(UNITS / name)
    return parser


def command_of(timer: str) -> str:
    """What a timer starts: an instance of the one service."""
    template, instance = unit(timer)["Timer"]["Unit"].removesuffix(".service").split("@")
    assert f"{template}@.service" == SERVICE
    return instance


@pytest.mark.parametrize("timer", [path.name for path in TIMERS])
def test_timer_starts_a_command_that_exists_and_makes_up_for_a_missed_run(timer):
    command = command_of(timer)
    assert command in get_commands()
    assert timer == f"hannover-international-{command}.timer"
    assert unit(timer)["Timer"]["Persistent"] == "true"
    assert unit(timer)["Timer"]["OnCalendar"].endswith(" Europe/Berlin")


def test_service_runs_the_command_of_its_name_as_a_user_without_rights():
    service = unit(SERVICE)["Service"]
    assert service["ExecStart"].endswith("/.venv/bin/python manage.py %i")
    assert (service["Type"], service["User"], service["NoNewPrivileges"]) == ("oneshot", "portal", "yes")


def test_every_command_for_a_timer_has_one_and_is_explained():
    started = {command_of(path.name) for path in TIMERS}
    assert set(FOR_A_TIMER.findall((ROOT / "README.md").read_text())) == started - {"clearsessions"}
    explained = (ROOT / "docs" / "betrieb.md").read_text()
    assert {command for command in started if f"`{command}`" not in explained} == set()
