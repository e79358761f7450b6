"""Every kind of public page in a real browser: accessible in light and dark, and whole however it is looked at."""

import datetime as dt

import pytest

from measures.choices import IndicatorKind, Progress
from measures.models import Objective
from tests import cast
from tests.accessibility import NARROW
from tests.partnerships import cast as register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/handlungsfelder/",
    "/handlungsfelder/1/",
    "/oberziele/1/",
    "/einheiten/",
    "/einheiten/kulturbuero/?stand=2026-06-30",
    "/massnahmen/",
    "/massnahmen/1.1/",
    "/massnahmen/1.1/?stand=2999-01-01",
    "/massnahmen/1.1/einbetten/",
    "/partnerschaften/",
    "/partnerschaften/bristol/",
    "/netzwerke/",
    "/netzwerke/eurocities/",
    "/kooperation-anfragen/",
    "/berichte/",
    "/berichte/vergleich/",
    "/berichte/abonnieren/",
    "/ausschuesse/",
    "/offene-daten/",
    "/impressum/",
    "/datenschutz/",
    "/kontakt/",
    "/barrierefreiheit/",
    "/en/barrierefreiheit/",
    "/leichte-sprache/",
    "/en/handlungsfelder/1/",
    "/suche/?q=bristol",
    "/suche/?q=xyzzy",
    "/anmelden/",
    "/passwort/vergessen/",
    "/gibt-es-nicht/",
]
# The light pages of these are looked at where they are filled: test_partnerships.py.
LOOKED_AT = [path for path in PAGES if path.startswith(("/partnerschaften", "/netzwerke", "/kooperation"))]
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
MOVING = """[...document.querySelectorAll('*')].filter(node => {
  const style = getComputedStyle(node);
  return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0;
}).length"""
HIDDEN_IN_PRINT = ".app-nav, .app-find, .app-account, .app-skip, .app-filter"
LIGHT_BLUE = "oklch(0.6604 0.1263 226.04)"  # what dark mode draws "info" with


@pytest.fixture
def world():
    """A measure with all that its page can show, and a relation, a network and an activity that know of it."""
    day = dt.date(2026, 6, 1)
    measure = cast.measure(
        "1.1",
        title="Donaudampfschifffahrtsgesellschaftskapitänspatente mit Bristol austauschen",
        description="Ein Austausch mit Bristol.",
        planned_start=dt.date(2024, 1, 1),
        planned_end=dt.date(2027, 12, 31),
    )
    measure.objectives.add(Objective.objects.create(number=1, title="Standort"))
    measure.cooperating_units.add(cast.unit("Fachbereich Umwelt und Stadtgrün", number="67"))
    cast.status(measure, Progress.IN_PROGRESS, day)
    cast.status(cast.measure("1.2"), Progress.DROPPED, day, reason="Kein Partner")
    cast.milestone(measure, day)
    cast.update(measure, day, achieved="Erreichtes")
    indicator = measure.indicators.create(name="Schulungen", unit="Personen", kind=IndicatorKind.OUTPUT)
    indicator.targets.create(due=dt.date(2027, 12, 31), value=1_000_000)
    for year in (2024, 2025):
        indicator.values.create(measured_on=dt.date(year, 12, 31), value=year)
    relation = register.partnership("Bristol", measures=[measure])
    network = register.network("Eurocities")
    register.activity(partners=[relation.partner], networks=[network])


@pytest.mark.appearance
def test_every_page_is_accessible_in_light_and_dark_at_both_widths(world, visit):
    visitor, found = visit(), []
    for path in PAGES:
        visitor.open(path)
        found += visitor.looks() if path not in LOOKED_AT else []
        found += visitor.looks_in_the_dark()
    assert found == []


@pytest.mark.appearance
def test_every_page_stays_whole_on_small_screens_on_paper_and_without_motion(world, visit):
    visitor, found = visit(reduced_motion="reduce"), []
    page = visitor.page
    for path in PAGES:
        visitor.open(path)
        found += [f"{path} moves"] if page.evaluate(MOVING) else []
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{path} scrolls sideways at {width} px"] if page.evaluate(TOO_WIDE) else []
        page.set_viewport_size({"width": 718, "height": 1000})  # A4 between its margins
        page.emulate_media(media="print")
        found += [f"{path} is wider than paper"] if page.evaluate(TOO_WIDE) else []
        shown = page.locator(HIDDEN_IN_PRINT)
        found += [f"{path} prints navigation" for place in range(shown.count()) if shown.nth(place).is_visible()]
        found += [f"{path} folds on paper" for table in page.locator("details table").all() if not table.is_visible()]
        page.emulate_media(media="screen")
    assert found == []


@pytest.mark.appearance
def test_charts_keep_their_ink_where_the_system_chooses_the_colours(world, visit):
    visitor = visit(forced_colors="active", color_scheme="dark")
    for path, chart in (("/handlungsfelder/1/", ".app-timeline rect"), ("/massnahmen/1.1/", ".app-trend circle")):
        visitor.open(path)
        ink, paper = visitor.page.evaluate(f"""[
          getComputedStyle(document.querySelector('{chart}')).fill, getComputedStyle(document.body).backgroundColor
        ]""")
        assert (paper, ink) == ("rgb(0, 0, 0)", LIGHT_BLUE)


def test_the_way_by_keyboard_leads_from_the_header_over_the_search_to_a_page(world, visit):
    visitor = visit(java_script_enabled=False)
    visitor.open("/")
    keys, page = visitor.page.keyboard, visitor.page
    keys.press("Tab")
    assert page.locator(":focus").inner_text() == "Zum Inhalt springen"
    keys.press("Enter")
    assert page.url.endswith("/#inhalt")
    page.get_by_label("Suche im Portal").focus()
    keys.type("bristol")
    with page.expect_navigation():
        keys.press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Suche"
    page.get_by_role("link", name="Partnerschaften (1)").focus()
    keys.press("Enter")
    page.wait_for_url("**type=partnerships")
    for _ in range(40):
        if page.locator(":focus").count() and page.locator(":focus").inner_text() == "Bristol":
            break
        keys.press("Tab")
    keys.press("Enter")
    page.wait_for_url(f"{visitor.base}/partnerschaften/bristol/")


@pytest.mark.appearance
def test_a_table_that_scrolls_shows_that_it_has_the_focus(world, visit):
    visitor = visit()
    visitor.open("/massnahmen/")
    region = visitor.page.get_by_role("region", name="2 Maßnahmen")
    visitor.page.locator("main summary").first.focus()
    for _ in range(20):
        visitor.page.keyboard.press("Tab")
        if region.evaluate("node => node === document.activeElement"):
            break
    assert region.evaluate("node => getComputedStyle(node).outline").endswith("solid 4px")


def test_a_folded_table_opens_by_keyboard_and_without_javascript(world, visit):
    visitor = visit(java_script_enabled=False)
    visitor.open("/handlungsfelder/1/")
    table = visitor.page.get_by_role("table", name="Zeitplan der Maßnahmen mit ihren Meilensteinen")
    assert not table.is_visible()
    visitor.page.get_by_text("Zeitplan als Tabelle").focus()
    visitor.page.keyboard.press("Enter")
    assert table.is_visible()
    assert "01.06.2026 Konzept liegt vor (überfällig)" in table.inner_text()
