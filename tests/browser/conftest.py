"""A headless Chromium for the tests of the rendered pages."""

import os
from functools import cache

import pytest

import yomikurabe as yk
from browser.running import write_report
from yomikurabe.show.pdf import FLAGS, find_browser


@pytest.fixture(scope="session")
def browser():
    try:
        path = find_browser()
    except yk.OutputError as error:
        if os.environ.get("YOMIKURABE_BROWSER") == "required":
            pytest.fail(str(error))
        pytest.skip(str(error))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The folder of the five articles' report in a language, written once."""

    @cache
    def write(lang):
        out = tmp_path_factory.mktemp(lang)
        write_report(yk.load(lang=lang), out)
        return out

    return write


@pytest.fixture(scope="session", params=["en", "ja"])
def report(request, written):
    return written(request.param)


@pytest.fixture(scope="session")
def english(written):
    return written("en")
