"""Folders and files that are no local ones: any address that fsspec knows, such as s3://bucket/articles."""

from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from .limits import ReadError

_MARK = "://"


def is_address(folder: object) -> bool:
    """Whether a folder is named by an address, not by a path of this machine."""
    return isinstance(folder, str) and _MARK in folder


def list_files(address: str) -> Iterator[tuple[str, str, int | None]]:
    """Every file below an address: its own address, its path below the folder, its size in bytes where known.

    Raises InputError where there is no such folder, or nothing that opens such addresses.
    """
    system, root = open_system(address)
    try:
        if not system.isdir(root):
            raise InputError("there is no such folder", where=address, mend="give the folder that holds the articles")
        found: dict[str, dict[str, Any]] = system.find(root, detail=True)
    except InputError:
        raise
    except Exception as error:  # each kind of address has its own errors
        raise _unreachable(address, error) from error
    _, link, holder = address.partition("::")  # an address may be inside another: zip://articles::s3://bucket/week.zip
    for path, state in sorted(found.items()):
        yield system.unstrip_protocol(path) + link + holder, path.removeprefix(root).lstrip("/"), state.get("size")


def read_file(address: str, most: int) -> bytes:
    """The first bytes of a file, `most` of them at the most. Raises ReadError: `vanished`, `unreadable`."""
    system, path = open_system(address)
    try:
        with system.open(path, "rb") as file:
            data: bytes = file.read(most)
    except FileNotFoundError:
        raise ReadError("vanished", where=address) from None
    except Exception as error:  # each kind of address has its own errors
        raise ReadError("unreadable", where=address, cause=str(error) or type(error).__name__) from None
    return data


def open_system(address: str) -> tuple[Any, str]:
    """The file system of an address or a path, and the path in it. Raises InputError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise InputError(
            "an address needs the package fsspec", where=address, mend="install yomikurabe with its extra `cluster`"
        ) from None
    try:
        system, path = url_to_fs(address)
    except (ValueError, ImportError, OSError) as error:
        raise _unreachable(address, error) from error
    return system, str(path)


def _unreachable(address: str, error: Exception) -> InputError:
    said = " ".join(str(error).split()) or type(error).__name__
    return InputError(f"can't be opened: {said}", where=address, mend="name a folder, or an address that fsspec knows")
