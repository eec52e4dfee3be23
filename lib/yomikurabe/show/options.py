"""How a report's pages are written."""

from typing import NamedTuple


class Options(NamedTuple):
    """`fulltext`: reader pages hold the whole article, not only the sentences that other pages quote.

    `single_file`: each page is one file that needs no other to be read. `pdf`: each page is printed as PDF too.
    """

    fulltext: bool = True
    single_file: bool = False
    pdf: bool = False
