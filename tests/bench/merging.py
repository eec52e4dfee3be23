"""Merging events into happenings: 1,000 against 10,000, from articles that tell the same month after month."""

from datetime import date, timedelta
from itertools import cycle, islice
from time import process_time

from yomikurabe.compare.clusters import build_clusters, find_happenings
from yomikurabe.compare.date_signatures import Signer
from yomikurabe.tables import Event
from yomikurabe.topic import load_topic

DEEDS = (
    "会談し、貿易協定で合意した",
    "新しい規則を発表した",
    "工場の建設を始めた",
    "輸出を停止した",
    "調査を開始した",
    "支援を求めた",
)
SOURCES = 5
"""Articles that tell each happening."""


def events_of(count: int, topic_actors: list[str]) -> list[Event]:
    """So many events: each happening told by a few articles, a few happenings a day."""
    actors, deeds, found = cycle(topic_actors), cycle(DEEDS), []
    first = date(2000, 1, 1)
    for number in range(-(-count // SOURCES)):
        actor, deed, day = next(actors), next(deeds), first + timedelta(days=number // 3)
        for source in range(SOURCES):
            summary = f"{actor}は第{number}次の{deed}"
            row = (f"{source}-{number}", f"{source}-{number}#e1", "s", 0, len(summary), summary, day, day, "day")
            found.append(Event(*row, None, "する", (actor,), (), None, "happened", None, None))
    return list(islice(found, count))


def main() -> None:
    topic = load_topic("ai-chips")
    actors = [e.entity_id for e in topic.entities.values() if e.kind in ("company", "org")][:200]
    signer, seconds = Signer(topic), {}
    for count in (1_000, 10_000):
        events, runs = events_of(count, actors), []
        for _ in range(3):
            begin = process_time()
            rows = build_clusters(find_happenings(events, signer))
            runs.append(process_time() - begin)
        seconds[count] = min(runs)
        print(f"{count:,} events: {min(runs):.3f} s, {len({r.cluster_id for r in rows}):,} happenings")
    print(f"10,000 / 1,000: {seconds[10_000] / seconds[1_000]:.1f} ×")


if __name__ == "__main__":
    main()
