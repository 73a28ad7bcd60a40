"""A fixed walk through the dashboard in headless Chromium, timed inside the browser.

The clock starts with what a person does (a key, a click, opening an address). `seen` is the first
frame with what was asked for: the page's title and first content; after a change of the filter its
chip, the new count, and the new table or the new cards. `settled` is the frame after the last
change of anything on the page, sidebar and charts included. Both in seconds. Every round asks for
another metric and other words, so that no answer was kept from the round before.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooSlow

from scripts.chromium import HELP, find_chromium, launch_arguments

STEP_SECONDS = 30
_QUIET = 300  # milliseconds without a change, after which the page counts as settled

# Elements of the run before linger, marked stale: `fresh` leaves them out.
_WATCH = """
({seen, opening}) => {
  const fresh = (selector) => [...document.querySelectorAll('[data-testid=stMain] ' + selector)]
    .filter(e => !e.closest('[data-stale=true]'));
  const said = (selector) => fresh(selector).map(e => e.textContent).join(' ');
  const holds = new Function('fresh', 'said', 'return ' + seen);
  const t = window.timed = {start: opening ? 0 : null, seen: null, last: null};
  const atFrame = (set) => requestAnimationFrame(() => setTimeout(() => set(performance.now())));
  let held = false;
  const unseen = '[data-testid=data-grid-canvas]';  // the table's text for screen readers
  new MutationObserver(changes => {
    if (t !== window.timed || t.start === null) return;
    if (changes.every(change => change.target.closest?.(unseen))) return;
    t.changed = performance.now();
    atFrame(now => { t.last = now; });
    if (!held && holds(fresh, said)) { held = true; atFrame(now => { t.seen = now; }); }
  }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ['data-test-script-state', 'data-stale', 'd', 'transform']});
  if (!opening) for (const kind of ['keydown', 'click'])
    window.addEventListener(kind, e => { t.start ??= e.timeStamp; }, {capture: true, once: true});
}
"""
_SETTLED = f"""
() => {{
  const t = window.timed, app = document.querySelector('[data-testid=stApp]');
  return t.seen !== null && t.last >= t.changed && performance.now() - t.changed > {_QUIET}
    && app.getAttribute('data-test-script-state') === 'notRunning';
}}
"""
_COUNT = "said('[data-testid=stMarkdown]').match(/筛选出 ([0-9,]+)/)?.[1]"
_CHIPS = "said('.st-key-filter_chips button')"
_CARDS = "fresh('[data-testid=stMetric]').length"
_SECTIONS = "fresh('h2').length"  # few figures may have none that is worth a card
_TABLE = "fresh('.st-key-figures_table').length"


@dataclass(frozen=True)
class Step:
    """One step taken: its name, whether it changes the filter or opens a page, and its times."""

    name: str
    kind: str
    seen: float
    settled: float


@dataclass(frozen=True)
class Asked:
    """What is asked for, other things every round: metrics, and words in the sentence; the library
    has figures for each."""

    metrics: Sequence[str]
    texts: Sequence[str]


class Walk:
    """A page that is walked through; every step is timed. `turn` says which words are asked for."""

    def __init__(self, page: Page, url: str, turn: int, asked: Asked) -> None:
        self.asked = asked
        self.page = page
        self.url = url
        self.turn = turn

    def open(self, address: str, title: str) -> Step:
        """Open a page that has cards, as someone new does: nothing is kept by the browser."""
        watch = {"seen": f"{_page_stands(title)} && {_CARDS} > 0", "opening": True}
        self.page.add_init_script(f"({_WATCH})({json.dumps(watch)})")
        self.page.goto(f"{self.url}/{address}", wait_until="commit")
        return self._timed(f"open {address}", "reload")

    def reload(self, title: str) -> Step:
        """Load the page again, the browser with what it has kept of it."""
        self.page.reload(wait_until="commit")  # what `open` set watches it again
        return self._timed(f"reload {title}", "reload")

    def follow(self, title: str) -> Step:
        """Go to another page by the navigation."""
        self._watch(_page_stands(title))
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
        return self._timed(f"to {title}", "page")

    def pick_metric(self) -> Step:
        """Filter the figures by a metric."""
        metric = self.asked.metrics[self.turn % len(self.asked.metrics)]
        box = self.page.get_by_role("combobox", name="指标")
        box.click()
        box.press_sequentially(metric)
        self.page.get_by_role("option", name=re.compile(metric)).first.wait_for()
        self._watch(self._changed(metric, _TABLE))
        box.press("Enter")
        step = self._timed("filter figures, metric", "filter")
        self.page.keyboard.press("Escape")  # the list stays open for more
        return step

    def search(self, name: str, content: str) -> Step:
        """Filter by words in the sentence, others on every page."""
        turn = 2 * self.turn + (content == _SECTIONS)
        words = self.asked.texts[turn % len(self.asked.texts)]
        box = self.page.get_by_role("textbox", name="搜索")
        box.fill(words)
        self._watch(self._changed(words, content))
        box.press("Enter")
        return self._timed(name, "filter")

    def clear(self, name: str, content: str) -> Step:
        """Take the filter off."""
        self._watch(f"{_CHIPS} === '' && {self._count_differs()} && {content} > 0")
        self.page.get_by_role("button", name="清除", exact=True).click()
        return self._timed(name, "filter")

    def _changed(self, chip: str, content: str) -> str:
        return f"{_CHIPS}.includes('{chip}') && {self._count_differs()} && {content} > 0"

    def _count_differs(self) -> str:
        count = self.page.evaluate(
            "() => document.querySelector('[data-testid=stMain]').textContent"
            ".match(/筛选出 ([0-9,]+)/)[1]"
        )
        return f"![undefined, '{count}'].includes({_COUNT})"

    def _watch(self, seen: str) -> None:
        self.page.evaluate(_WATCH, {"seen": seen, "opening": False})

    def _timed(self, name: str, kind: str) -> Step:
        try:
            self.page.wait_for_function(_SETTLED, timeout=STEP_SECONDS * 1000, polling=100)
        except TooSlow as error:
            raise TooSlow(f"“{name}” took longer than {STEP_SECONDS} s") from error
        at = self.page.evaluate("() => window.timed")
        return Step(
            name, kind, (at["seen"] - at["start"]) / 1000, (at["last"] - at["start"]) / 1000
        )


# The pages that are gone to one after another, as the navigation names them.
PAGES = (
    "原文",
    "各单位台账",
    "与上年对比",
    "一页纸简报",
    "付印前核对",
    "完成进度",
    "比率",
    "对比",
    "核对",
    "报告管理",
    "说明",
    "概览",
)


def _follow(title: str, walk: Walk) -> Step:
    return walk.follow(title)


# Every round walks this way, from a browser that has kept nothing.
JOURNEY: tuple[Callable[[Walk], Step], ...] = (
    lambda walk: walk.open("overview", "概览"),
    lambda walk: walk.reload("概览"),
    lambda walk: walk.search("filter overview, text", _SECTIONS),
    lambda walk: walk.clear("clear overview", _CARDS),
    lambda walk: walk.follow("数字表"),
    Walk.pick_metric,
    lambda walk: walk.clear("clear figures", _TABLE),
    lambda walk: walk.search("filter figures, text", _TABLE),
    lambda walk: walk.clear("clear figures again", _TABLE),
    *(partial(_follow, title) for title in PAGES),
)


def walks(url: str, asked: Asked, rounds: int, seconds: float) -> Iterator[list[Step]]:
    """Walk the way `rounds` times, none begun after `seconds`; the steps of each.

    Raises FileNotFoundError when there is no Chromium, playwright's TimeoutError for a step that
    takes longer than STEP_SECONDS.
    """
    path = find_chromium()
    if path is None:
        raise FileNotFoundError(HELP)
    until = time.monotonic() + seconds
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        try:
            for turn in range(rounds):
                if time.monotonic() > until:
                    return
                with _new_page(browser) as page:
                    walk = Walk(page, url, turn, asked)
                    yield [step(walk) for step in JOURNEY]
        finally:
            browser.close()


@contextmanager
def _new_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(STEP_SECONDS * 1000)
    try:
        yield context.new_page()
    finally:
        context.close()


def _page_stands(title: str) -> str:
    """The page's title with something of its own under the line that says what it is."""
    return f"said('h1').includes('{title}') && fresh('[data-testid=stElementContainer]').length > 2"
