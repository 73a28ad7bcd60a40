"""Old office formats (.doc, .wps, .xls, .rtf, .odt) → .docx or .xlsx, by LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reading.report import UnreadableReport
from reading.safety.limits import default_limits

_TARGETS = {
    **dict.fromkeys(("doc", "rtf", "odt"), "docx"),
    **dict.fromkeys(("xls", "xlsb", "ods"), "xlsx"),
}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def libreoffice() -> str | None:
    """The program: the setting LIBREOFFICE, or one on the path or in its usual place."""
    places = (os.environ.get("LIBREOFFICE"), shutil.which("soffice"), shutil.which("libreoffice"))
    return next((place for place in (*places, *_PLACES) if place and Path(place).exists()), None)


def converted(data: bytes, kind: str) -> tuple[bytes, str]:
    """The file as .docx or .xlsx, and which of them.

    Raises UnreadableReport: needs_libreoffice when it is not installed, too_slow, damaged.
    """
    program = libreoffice()
    if program is None:
        raise UnreadableReport("needs_libreoffice", format=kind)
    target = _TARGETS[kind]
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        given, profile = Path(folder, f"report.{kind}"), Path(folder, "profile")
        given.write_bytes(data)
        # A profile of its own: the person's LibreOffice may be open, and its settings are not ours.
        command = [
            program,
            "--headless",
            "--norestore",
            "--nologo",
            "--nolockcheck",
            f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to",
            target,
            "--outdir",
            folder,
            str(given),
        ]
        _run(command)
        made = Path(folder, f"report.{target}")
        if not made.exists():
            raise UnreadableReport("damaged", reason="LibreOffice")
        return made.read_bytes(), target


def _run(command: list[str]) -> None:
    seconds = default_limits().max_seconds
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        # soffice is a script that starts the program: end both.
        if sys.platform != "win32":
            os.killpg(process.pid, 9)
        process.kill()
        process.wait()
        raise UnreadableReport("too_slow", seconds=seconds) from None
