"""Pages on paper: each printed as PDF by a Chromium that is found on this machine."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import OutputError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What keeps a Chromium alone with the page that it opens."""
_PATIENCE = 120
"""Seconds that a page may take to be printed."""
_LOCAL = re.compile(r'(<a\b[^>]*?) href="(?!https?:)[^"]*"')
"""A link of ours within the report; those to web pages stay."""


def find_browser() -> str:
    """The path of a Chromium. Raises OutputError where none is found."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    raise OutputError(
        "no Chromium is found to print the pages with",
        allowed=", ".join(_NAMES),
        mend="install Chromium and have it on the PATH, or leave --pdf out",
    )


def print_pages(folder: Path, pages: Sequence[str], browser: str) -> list[str]:
    """Print pages of a report's folder beside themselves; the names of the PDFs. Raises OutputError for one that fails.

    Time passes as the page's scripts ask for it, so that every figure is drawn before it is printed.
    """
    made = []
    for page in pages:
        target = Path(page).with_suffix(".pdf")
        if not _print(folder / page, folder / target, browser):
            raise OutputError("can't be printed as PDF", where=page, mend="leave --pdf out, or try another Chromium")
        made.append(target.as_posix())
    return made


def _print(page: Path, target: Path, browser: str) -> bool:
    """Print one page from a copy without links to others: a PDF would keep where they lay on this machine."""
    with TemporaryDirectory(prefix=".profile-", dir=page.parent) as profile:  # removed with the run if that is killed
        copy = page.with_name(f"{page.stem}.print.html")
        copy.write_text(_LOCAL.sub(r"\1", page.read_text("utf-8")), "utf-8")
        command = [
            browser,
            *FLAGS,
            "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
            "--virtual-time-budget=20000",
            f"--print-to-pdf={target}",
            copy.resolve().as_uri(),
        ]
        try:
            run = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - found above
        except subprocess.TimeoutExpired:
            return False
        finally:
            copy.unlink()
    return run.returncode == 0 and target.is_file()
