"""The building blocks of the pages."""

import datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.urls import path, reverse

from hannover_intl.core.charts import Segment, StackedBar, StackedBarChart
from hannover_intl.core.forms import KernForm, PlainLineField
from hannover_intl.core.listing import Column, Listing, headers

pytestmark = pytest.mark.urls(__name__)
urlpatterns = [path("", str, name="home"), path("massnahmen/", str, name="list")]


class NameForm(KernForm):
    name = PlainLineField(label="Name")


def test_badge_says_the_state_in_text_and_shape():
    html = _render('{% badge label "warning" "triangle" %}', label="<verzögert>")
    assert "&lt;verzögert&gt;" in html
    assert "kern-badge--warning" in html
    assert '<svg class="app-shape"' in html
    assert 'aria-hidden="true"' in html


def test_a_flag_is_decoration_beside_the_name_of_a_country():
    html = _render('{% flag "GB" %}')
    assert ('src="/static/vendor/flags/GB.svg"' in html, 'alt=""' in html) == (True, True)
    assert _render('{% flag "ZZ" %}') == ""


def test_badge_without_a_kern_variant_has_its_own():
    html = _render('{% badge "offen" "neutral" "ring" %}')
    assert "app-badge--neutral" in html
    assert "kern-badge--neutral" not in html


def test_unknown_badge_is_refused():
    with pytest.raises(TemplateSyntaxError):
        _render('{% badge "x" "pink" "ring" %}')


def test_plain_text_keeps_paragraphs_and_never_markup():
    html = _render("{% plain_text text %}", text="eins\nzwei\n\n<script>alert(1)</script>")
    assert html == (
        '<div class="app-text" dir="auto"><p>eins<br>zwei</p>\n\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p></div>'
    )


def test_plain_text_can_name_its_language():
    assert ' lang="pl"' in _render('{% plain_text "Cześć" lang="pl" %}')


@pytest.mark.parametrize(
    ("page", "current"),
    [
        ("list", 'aria-current="page"'),
        ("home", ""),
    ],
)
def test_navigation_marks_the_current_page(rf, page, current):
    html = _render('{% nav_link "list" "Maßnahmen" %}', request=rf.get(reverse(page)))
    assert html.strip() == f'<li><a href="{reverse("list")}"{" " + current if current else ""}>Maßnahmen</a></li>'


def test_navigation_marks_the_section_of_a_page_below(rf):
    html = _render('{% nav_link "list" "x" %}', request=rf.get(reverse("list") + "2.3/"))
    assert 'aria-current="true"' in html


def test_start_page_is_not_current_everywhere(rf):
    assert "aria-current" not in _render('{% nav_link "home" "Start" %}', request=rf.get(reverse("list")))


def test_breadcrumb_starts_at_home_and_ends_here():
    html = _render('{% breadcrumb "Maßnahmen" "/massnahmen/" "2.3" %}')
    assert (
        html.index('href="/"') < html.index('href="/massnahmen/"') < html.index('<span aria-current="page">2.3</span>')
    )


def test_error_summary_links_to_the_field():
    html = _render("{% error_summary form %}", form=NameForm({}))
    assert '<a class="kern-link kern-link--no-visited-state" href="#id_name">Name: ' in html
    assert 'role="alert"' in html


def test_page_without_errors_has_no_summary():
    form = NameForm({"name": "x"})
    assert _render("{% error_prefix form %}{% error_summary form %}", form=form).strip() == ""


def test_title_of_a_page_with_errors_says_so():
    assert _render("{% error_prefix form %}", form=NameForm({})) == "Fehler: "


@pytest.mark.parametrize(("level", "variant"), [("error", "danger"), ("success", "success"), ("debug", "info")])
def test_message_gets_its_alert(level, variant):
    assert _render("{{ level|alert_variant }}", level=level) == variant


def test_duration_is_rounded_up_to_minutes():
    assert _render("{{ time|minutes }}", time=datetime.timedelta(minutes=14, seconds=1)) == "15"


def test_pagination_keeps_the_filter(rf):
    html = _render_list(rf.get("/", {"q": "Straße", "page": "2"}), pages=3)
    assert 'href="?q=Stra%C3%9Fe&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


def test_single_page_has_no_pagination(rf):
    assert "<nav" not in _render_list(rf.get("/"), pages=1)


def test_sort_header_turns_the_order_and_returns_to_page_one(rf):
    html = _render_list(rf.get("/", {"q": "x", "sort": "name", "page": "2"}), pages=3)
    assert '<th scope="col" class="kern-table__header" aria-sort="ascending">' in html
    assert 'href="?q=x&amp;sort=-name"' in html


def test_unsortable_header_is_no_link(rf):
    assert '<th scope="col" class="kern-table__header">Notiz</th>' in _render_list(rf.get("/"), pages=1)


def test_chart_has_title_numbers_and_table_without_commas_in_attributes():
    segments = (Segment("offen", 1, "neutral", "ring"), Segment("fertig", 2, "success", "check"))
    chart = StackedBarChart("Stand", "Feld", (StackedBar("Kultur", segments), StackedBar("Europa", segments)))
    html = render_to_string("includes/stacked_bar.html", {"chart": chart})
    assert "<title>Kultur: offen 1, fertig 2, zusammen 3</title>" in html
    assert 'x="33.33%"' in html
    assert 'fill="#007155"' in html
    assert html.count('<td class="kern-table__cell kern-table__cell--numeric">3</td>') == 2


def _render(source, **context):
    return Template("{% load core %}" + source).render(Context(context))


def _render_list(request, pages):
    page = Paginator(list(range(pages * 2)), 2).get_page(request.GET.get("page"))
    columns = [Column("name", "Name", ("name",)), Column("note", "Notiz")]
    listing = Listing(page, headers(columns, "name"), list(range(1, pages + 1)), "name")
    names = ("includes/sort_header.html", "includes/pagination.html")
    return "".join(render_to_string(name, {"listing": listing}, request) for name in names)
