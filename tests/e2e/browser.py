"""How a person moves from page to page."""

from playwright.sync_api import Locator


def follow(target: Locator) -> None:
    """Click, and wait for the page it leads to. A click alone returns while the old page is still there."""
    with target.page.expect_navigation():
        target.click()
