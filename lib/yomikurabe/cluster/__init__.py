"""A build on many machines: the same function an article, mapped by dask.distributed, its tables as Parquet datasets.

What only all articles together show is found by shuffling on the keys that block it: claims by what they are about,
sentences by their hash. The tables are, row for row, those that one machine makes.
"""

from .build import build_dataset
from .scheduler import connected

__all__ = ["build_dataset", "connected"]
