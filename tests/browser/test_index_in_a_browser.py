"""The index of the letters in a real browser: it can be narrowed to somebody, without a script."""

from __future__ import annotations

from pathlib import Path

from tests.browser.chromium import Chromium


def test_the_index_is_narrowed_to_the_letters_of_one(browser: Chromium, pages: list[Path]) -> None:
    browser.open(pages[-1])
    shown = "Array.from(document.querySelectorAll('.letters > li')).filter(item => item.offsetParent).length"
    mine = "document.querySelectorAll('.letters > li.with-2').length"
    all_letters = browser.evaluate(shown)

    browser.evaluate("document.getElementById('with-2').click()")
    assert 0 < browser.evaluate(shown) == browser.evaluate(mine) < all_letters

    browser.evaluate("document.getElementById('with-0').click()")
    assert browser.evaluate(shown) == all_letters


def test_the_index_fits_a_narrow_screen(browser: Chromium, pages: list[Path]) -> None:
    browser.open(pages[-1], width=320)

    assert browser.evaluate("document.documentElement.scrollWidth") <= 320
