"""A page as one file: its style, scripts and drawing library inside it, allowed by their hashes alone."""

import base64
import hashlib
import re
from collections.abc import Callable

_STYLE = re.compile(r'<link rel="stylesheet" href="(?:\.\./)?assets/(?P<name>[\w.-]+)">')
_SCRIPT = re.compile(r'<script defer src="(?:\.\./)?assets/(?P<name>[\w.-]+)"></script>\n?')
_POLICY = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*')


def embed(page: str, asset: Callable[[str], str]) -> str:
    """The page with what it loads inside it. `asset` gives the text of a file of the report's folder `assets`."""
    scripts = [_closed(asset(match["name"])) for match in _SCRIPT.finditer(page)]
    page = _SCRIPT.sub("", page)
    page = _STYLE.sub(lambda m: f"<style>\n{asset(m['name'])}</style>", page)
    inline = "\n".join(f"<script>{script}</script>" for script in scripts)
    policy = f"default-src 'none'; script-src {_allowed(scripts)}; style-src 'unsafe-inline'; img-src data: blob:; "
    policy += "connect-src 'none'; base-uri 'none'; form-action 'none'"
    page = _POLICY.sub(lambda m: policy.replace("'", "&#39;"), page, count=1)
    before, body, after = page.rpartition("</body>")
    return f"{before}{inline}\n{body}{after}"


def _closed(script: str) -> str:
    """A script in which nothing can end its element."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _allowed(scripts: list[str]) -> str:
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in hashes) or "'none'"
