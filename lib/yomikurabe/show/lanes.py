"""Bars in lanes: intervals that would cover one another go into rows of their own."""

from collections.abc import Sequence
from datetime import date
from heapq import heappop, heappush
from typing import Any, NamedTuple

from .figures import lane_axis

_MOST_ROWS = 12
"""Rows that a lane may have; with more bars than fit, they begin again at the first."""


class Lanes(NamedTuple):
    """For each bar its height on the axis, and where each lane lies."""

    heights: list[float]
    names: list[str]
    edges: list[int]

    @property
    def rows(self) -> int:
        """Rows of all lanes together."""
        return self.edges[-1]

    def axis(self, title: str) -> dict[str, Any]:
        """The vertical axis: a name in the middle of each lane."""
        middles = [(a + b - 1) / 2 for a, b in zip(self.edges, self.edges[1:], strict=False)]
        axis = lane_axis(title, self.names)
        return {**axis, "tickvals": middles, "range": [self.rows - 0.4, -0.6], "showgrid": False}

    def borders(self) -> list[dict[str, Any]]:
        """Thin lines between the lanes."""
        line = {"color": "rgba(128,134,145,0.35)", "width": 1}
        return [
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y - 0.5, "y1": y - 0.5, "line": line}
            for y in self.edges
        ]


def pack(names: Sequence[str], bars: Sequence[tuple[str, date, date]], gap: int) -> Lanes:
    """Give every bar (its lane, first and last day) a height; bars of a row stand at least `gap` days apart."""
    rows = [0] * len(bars)
    used = dict.fromkeys(names, 1)
    free: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
    for i in sorted(range(len(bars)), key=lambda i: (bars[i][1], bars[i][2], i)):
        name, first, last = bars[i]
        queue = free[name]
        if queue and queue[0][0] + gap <= first.toordinal():
            rows[i] = heappop(queue)[1]
        else:
            rows[i] = len(queue)
            used[name] = max(used[name], min(len(queue) + 1, _MOST_ROWS))
        heappush(queue, (last.toordinal(), rows[i]))
    edges = [0]
    for name in names:
        edges.append(edges[-1] + used[name])
    below = dict(zip(names, edges, strict=False))
    return Lanes([float(below[bar[0]] + rows[i] % _MOST_ROWS) for i, bar in enumerate(bars)], list(names), edges)
