"""Finds a Chromium for the browser tests and the screenshots, and gets one where there is none.

`python scripts/chromium.py` prints its path; with `--get` one is fetched when none is found:
Playwright's own first, else Debian's package when this is root on Debian.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
COMMANDS_EDGE = ("microsoft-edge", "microsoft-edge-stable", "msedge")
MAC_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_FILES = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
PLAYWRIGHT_FILES = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
DEBIAN_DRIVER = "libatomic1"  # Playwright's driver needs it, and a bare Debian lacks it
DEBIAN_FONT = ("fontconfig", "fonts-wqy-microhei")  # 1.6 MB of font, and fc-list to see it
HELP = (
    "No Chromium was found, and none could be fetched. Install Chromium, Chrome or Edge, "
    "or name one: CHROMIUM=/path/to/chromium make test"
)


def find_chromium() -> str | None:
    """The path of a Chromium that starts, or None.

    Looks at the variable CHROMIUM, then the commands on the path, then the usual places of macOS
    and Windows, then Playwright's cache. A CHROMIUM that does not start is not passed over in
    silence: the answer is None, so that whoever set it hears of it.
    """
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else _candidates()
    return next((path for path in candidates if _starts(path)), None)


def launch_arguments() -> list[str]:
    """The command-line arguments under which nothing leaves the machine, and root can start it."""
    arguments = [
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
    ]
    return [*arguments, "--no-sandbox"] if _is_root() else arguments


def get_chromium() -> str | None:
    """The path of a Chromium, fetched if there is none; None when that fails too.

    Besides, on a bare Debian: what Playwright's driver needs to start, and a Chinese font.
    """
    driver = [sys.executable, "-m", "playwright", "--version"]
    if not _run(driver, "Playwright's driver does not start.") and _install_debian(DEBIAN_DRIVER):
        _run(driver, "Playwright's driver still does not start.")
    path = find_chromium()
    if path is None and not os.environ.get("CHROMIUM"):
        print("No Chromium here: asking Playwright for its own …", file=sys.stderr)
        install = [sys.executable, "-m", "playwright", "install", "chromium"]
        if _run(install, "Playwright could not download its Chromium."):
            path = find_chromium()
        if path is None and _install_debian("chromium"):
            path = find_chromium()
    if path is not None and not _has_chinese_font() and not _install_debian(*DEBIAN_FONT):
        print(
            "No Chinese font here: screenshots will show boxes. Install one, "
            "such as Noto Sans SC or WenQuanYi Micro Hei.",
            file=sys.stderr,
        )
    return path


def _candidates() -> Iterator[str]:
    for command in COMMANDS + COMMANDS_EDGE:
        path = shutil.which(command)
        if path:
            yield path
    if sys.platform == "darwin":
        for app in MAC_APPS:
            yield f"/Applications/{app}.app/Contents/MacOS/{app}"
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            for file in WINDOWS_FILES:
                yield os.path.join(os.environ.get(variable, ""), file)
    cache = _playwright_cache()
    for pattern in PLAYWRIGHT_FILES:
        yield from sorted(map(str, cache.glob(pattern)), reverse=True)


def _playwright_cache() -> Path:
    if named := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(named)
    caches = {
        "darwin": Path.home() / "Library" / "Caches",
        "win32": Path(os.environ.get("LOCALAPPDATA", Path.home())),
    }
    return caches.get(sys.platform, Path.home() / ".cache") / "ms-playwright"


def _starts(path: str) -> bool:
    if not os.access(path, os.X_OK):
        return False
    if os.name == "nt":  # chrome.exe --version opens a window there
        return True
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _has_chinese_font() -> bool:
    if not sys.platform.startswith("linux"):
        return True  # macOS and Windows come with one
    if shutil.which("fc-list") is None:
        return False
    answer = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(answer.stdout.strip())


def _install_debian(*packages: str) -> bool:
    if not (_is_root() and shutil.which("apt-get")):
        return False
    names = " ".join(packages)
    print(f"Installing the system's package {names} …", file=sys.stderr)
    _run(["apt-get", "update", "-qq"], "apt-get could not update every list of packages.")
    return _run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        f"apt-get could not install {names}.",
    )


def _run(command: list[str], failure: str) -> bool:
    """Run a command quietly; when it fails, say so with the end of what it printed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, timeout=600, check=False, env=environment
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{failure} {error}", file=sys.stderr)
        return False
    if answer.returncode != 0:
        said = (answer.stderr or answer.stdout).strip().splitlines()[-3:]
        print(failure, *said, sep="\n  ", file=sys.stderr)
    return answer.returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> int:
    """Print the path of a Chromium, or say on standard error why there is none (exit code 1)."""
    path = get_chromium() if "--get" in sys.argv[1:] else find_chromium()
    print(path) if path else print(HELP, file=sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
