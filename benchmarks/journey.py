"""A fixed walk through the dashboard in headless Chromium, timed inside the browser.

The clock starts with what a person does (a key, a click, opening an address). `seen` is the first
frame with what was asked for: the page's own title and count, the filter's chip with the new count.
`settled` is the frame after the last change of anything on the page, sidebar and charts included.
Both in seconds.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooSlow

from scripts.chromium import HELP, find_chromium, launch_arguments

METRIC = "查摆问题"  # of the made-up figures, about one in 24 has it
WORDS = "第三季度 东州市"
STEP_SECONDS = 30
_QUIET = 300  # milliseconds without a change, after which the page counts as settled

# Elements of the run before linger, marked stale: `said` leaves them out.
_WATCH = """
({seen, opening}) => {
  const said = (selector) => [...document.querySelectorAll(selector)]
    .filter(e => !e.closest('[data-stale=true]')).map(e => e.textContent).join(' ');
  const holds = new Function('said', 'return ' + seen);
  const t = window.timed = {start: opening ? 0 : null, seen: null, last: null};
  const atFrame = (set) => requestAnimationFrame(() => setTimeout(() => set(performance.now())));
  let held = false;
  const unseen = '[data-testid=data-grid-canvas]';  // the table's text for screen readers
  new MutationObserver(changes => {
    if (t !== window.timed || t.start === null) return;
    if (changes.every(change => change.target.closest?.(unseen))) return;
    t.changed = performance.now();
    atFrame(now => { t.last = now; });
    if (!held && holds(said)) { held = true; atFrame(now => { t.seen = now; }); }
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
_COUNT = "said('[data-testid=stMain] [data-testid=stMarkdown]').match(/筛选出 ([0-9,]+)/)?.[1]"
_CHIPS = "said('.st-key-filter_chips button')"


@dataclass(frozen=True)
class Step:
    """One step taken: its name, whether it changes the filter or opens a page, and its times."""

    name: str
    kind: str
    seen: float
    settled: float


class Walk:
    """A page that is walked through; every step is timed."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def open(self, address: str, title: str) -> Step:
        """Open an address as someone new to the server does, with nothing kept by the browser."""
        watch = {"seen": _page_stands(title), "opening": True}
        self.page.add_init_script(f"({_WATCH})({json.dumps(watch)})")
        self.page.goto(f"{self.url}/{address}", wait_until="commit")
        return self._timed(f"open {address}", "first paint")

    def follow(self, title: str, name: str) -> Step:
        """Go to another page by the navigation."""
        self._watch(_page_stands(title))
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
        return self._timed(name, "page")

    def pick_metric(self, metric: str) -> Step:
        """Filter by a metric."""
        box = self.page.get_by_role("combobox", name="指标")
        box.click()
        box.press_sequentially(metric)
        self.page.get_by_role("option", name=re.compile(metric)).first.wait_for()
        self._watch(self._changed(metric))
        box.press("Enter")
        step = self._timed("filter by a metric", "filter")
        self.page.keyboard.press("Escape")  # the list stays open for more
        return step

    def search(self, words: str) -> Step:
        """Filter by words in the sentence."""
        box = self.page.get_by_role("textbox", name="搜索")
        box.fill(words)
        self._watch(self._changed(words))
        box.press("Enter")
        return self._timed("filter by text", "filter")

    def clear(self, name: str) -> Step:
        """Take the filter off."""
        self._watch(f"{_CHIPS} === '' && {self._count_differs()}")
        self.page.get_by_role("button", name="清除", exact=True).click()
        return self._timed(name, "filter")

    def _changed(self, chip: str) -> str:
        return f"{_CHIPS}.includes('{chip}') && {self._count_differs()}"

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


# Every round walks this way, from a browser that has kept nothing.
JOURNEY: tuple[Callable[[Walk], Step], ...] = (
    lambda walk: walk.open("overview", "概览"),
    lambda walk: walk.follow("数字表", "to the figures"),
    lambda walk: walk.pick_metric(METRIC),
    lambda walk: walk.clear("clear the metric"),
    lambda walk: walk.search(WORDS),
    lambda walk: walk.clear("clear the text"),
    lambda walk: walk.follow("整改进度", "to progress"),
    lambda walk: walk.follow("核对", "to the checks"),
    lambda walk: walk.follow("原文", "to the source"),
)


def walks(url: str, rounds: int, seconds: float) -> Iterator[list[Step]]:
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
            for _ in range(rounds):
                if time.monotonic() > until:
                    return
                with _new_page(browser) as page:
                    walk = Walk(page, url)
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
    return (
        f"said('[data-testid=stMain] h1').includes('{title}') && "
        "document.querySelectorAll('[data-testid=stMain] "
        "[data-testid=stElementContainer]:not([data-stale=true])').length > 2"
    )
