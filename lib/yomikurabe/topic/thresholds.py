"""Thresholds of rules as checked expressions: comparisons of attributes with numbers, joined by and/or.

`ast` parses, nothing is ever evaluated as Python: what is no comparison, name, number, `and` or `or` is refused.
"""

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias


class Comparison(NamedTuple):
    """One attribute against one number: `mass >= 3.5`."""

    attribute: str
    sign: str
    number: float


class Every(NamedTuple):
    """Conditions joined by `and`."""

    parts: tuple["Condition", ...]


class Some(NamedTuple):
    """Conditions joined by `or`."""

    parts: tuple["Condition", ...]


Condition: TypeAlias = Comparison | Every | Some

_SIGNS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_LONGEST = 500


@lru_cache(maxsize=256)
def parse_threshold(text: str) -> Condition:
    """`a >= 4 or (a >= 2 and 1 <= b < 3)` as a Condition. Raises ValueError that says what is wrong."""
    if len(text) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError("is no expression") from error
    return _condition(tree.body)


def attributes_of(condition: Condition) -> Iterator[str]:
    """Every attribute that a condition names, as often as it does."""
    if isinstance(condition, Comparison):
        yield condition.attribute
    else:
        for part in condition.parts:
            yield from attributes_of(part)


def comparisons_of(condition: Condition) -> Iterator[Comparison]:
    """Every comparison of a condition, in the order of the text."""
    if isinstance(condition, Comparison):
        yield condition
    else:
        for part in condition.parts:
            yield from comparisons_of(part)


def _condition(node: ast.expr) -> Condition:
    if isinstance(node, ast.BoolOp):
        parts = tuple(_condition(value) for value in node.values)
        return Every(parts) if isinstance(node.op, ast.And) else Some(parts)
    if isinstance(node, ast.Compare):
        return _comparison(node)
    raise ValueError(f"{ast.unparse(node)!r} is no comparison")


def _comparison(node: ast.Compare) -> Condition:
    """A comparison; a chain of them, as in `1 <= b < 3`, is all of its links."""
    sides = [node.left, *node.comparators]
    found = [_link(left, op, right) for left, op, right in zip(sides, node.ops, sides[1:], strict=False)]
    return found[0] if len(found) == 1 else Every(tuple(found))


def _link(left: ast.expr, op: ast.cmpop, right: ast.expr) -> Comparison:
    sign = _SIGNS.get(type(op))
    if sign is None:
        raise ValueError("compares otherwise than by <, <=, > or >=")
    if isinstance(left, ast.Name):
        return Comparison(left.id, sign, _number(right))
    if isinstance(right, ast.Name):
        return Comparison(right.id, _TURNED[sign], _number(left))
    raise ValueError(f"{ast.unparse(left)!r} against {ast.unparse(right)!r} names no attribute")


def _number(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    raise ValueError(f"{ast.unparse(node)!r} is no number")
