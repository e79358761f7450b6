"""What an operator copies: timers, services, the web server and the commands of the documentation fit together."""

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


FOLDER = "/opt/hannover-international"
PORTAL = "hannover-international.service"
NGINX = (ROOT / "deploy" / "nginx.conf").read_text()
OPERATION = (ROOT / "docs" / "betrieb.md").read_text()


@pytest.mark.parametrize("name", [SERVICE, PORTAL])
def test_services_live_in_one_folder_and_hold_no_rights(name):
    service = unit(name)["Service"]
    assert (service["WorkingDirectory"], service["ExecStart"].startswith(f"{FOLDER}/.venv/bin/")) == (FOLDER, True)
    assert [service[key] for key in ("User", "NoNewPrivileges", "PrivateTmp", "ProtectHome")] == [
        "portal",
        *3 * ["yes"],
    ]


def test_web_server_asks_the_portal_where_it_listens_and_says_who_asks():
    listens = re.search(r"--bind (\S+)", unit(PORTAL)["Service"]["ExecStart"])[1]
    assert f"proxy_pass http://{listens};" in NGINX
    assert re.findall(r"proxy_set_header (\S+) (\S+);", NGINX) == [
        ("Host", "$host"),
        ("X-Forwarded-Proto", "$scheme"),
        ("X-Forwarded-For", "$remote_addr"),
    ]


def test_web_server_logs_neither_addresses_nor_what_was_searched():
    logged = re.search(r"log_format portal '([^']+)'", NGINX)[1]
    assert set(re.findall(r"\w+", logged)) & {"remote_addr", "request", "request_uri", "args", "http_referer"} == set()
    assert [line for line in re.findall(r"access_log (\S+.*);", NGINX) if line != "off" and " portal" not in line] == []


def test_web_server_lets_through_what_the_portal_refuses_with_its_own_page(settings):
    assert int(re.search(r"client_max_body_size (\d+)m", NGINX)[1]) * 2**20 > settings.UPLOAD_MAX_BYTES
    pages = re.findall(r"error_page [\d ]+/(\S+);", NGINX)
    assert pages == ["zu-gross.html", "wartung.html"]
    assert f"root {FOLDER}/deploy;" in NGINX
    assert [page for page in pages if not (ROOT / "deploy" / page).exists()] == []


def test_commands_of_the_documentation_exist():
    assert [name for name in re.findall(r"manage\.py ([a-z_]+)", OPERATION) if name not in get_commands()] == []
    files = re.findall(r"\b(?:deploy|templates|docs)/[\w./-]+\w", OPERATION)
    assert [name for name in files if not any(ROOT.glob(f"{name}*"))] == []
    assert FOLDER in OPERATION
    assert unit(PORTAL)["Service"]["ExecStart"].removeprefix(f"{FOLDER}/") in OPERATION


def test_every_command_for_a_timer_has_one_and_is_explained():
    started = {command_of(path.name) for path in TIMERS}
    assert set(FOR_A_TIMER.findall((ROOT / "README.md").read_text())) == started - {"clearsessions"}
    explained = (ROOT / "docs" / "betrieb.md").read_text()
    assert {command for command in started if f"`{command}`" not in explained} == set()
