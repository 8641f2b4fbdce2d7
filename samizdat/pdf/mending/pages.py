"""Pages: which paragraphs of a piece are set a line shorter or longer, so that its pages are full and end level. Each change is weighed on the pages
foretold by `depth`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from samizdat.pdf.mending.breaking import Broken
from samizdat.pdf.mending.depth import Flow

CHANGES = 12
"""In a piece, at the most."""
NEAR = 2
"""Pages before one at fault in which a paragraph is looked for."""
SHORTEST = 3
"""Lines of a paragraph that is changed."""
CHANGE = 1.0
"""What a changed paragraph weighs, beside its own lines: less than any fault of a page."""
PLAIN = 1.5
"""What a line of a changed paragraph weighs at the most."""

Gains = Mapping[str, Mapping[int, float]]
Options = Callable[[str], Mapping[int, Broken]]
"""The ways to set a block, by how many lines more than now; none where it can't be followed."""


def planned(flow: Flow, options: Options, lines: Mapping[str, int], gains: Gains) -> dict[str, int]:
    """By how many lines to change which blocks, page by page; `lines` says how many each block that may be changed has now, `gains` how much better
    some of them are so by themselves.
    """
    plan: dict[str, int] = {}
    best, number = _harm(flow, plan, gains), 0
    for one in [{block: change} for block, changes in gains.items() for change in changes]:
        if not plan.keys() & one and (harm := _harm(flow, plan | one, gains)) < best:
            best, plan = harm, plan | one
    while len(plan) < CHANGES:
        changed = flow.changed(plan)
        number = min((page for page in changed.faulty if page >= number), default=-1)
        if number < 0:
            break
        tried = [(harm, one) for one in _plans(plan, changed, number, lines) if (harm := _harm(flow, one, gains)) < best]
        found = next((both for both in sorted(tried, key=lambda both: both[0]) if _possible(both[1], plan, options)), None)
        if found is None:
            number += 1
        else:
            best, plan = found
    return plan


def _harm(flow: Flow, plan: Mapping[str, int], gains: Gains) -> float:
    gained = sum(gains.get(block, {}).get(change, 0.0) for block, change in plan.items())
    return sum(flow.changed(plan).faulty.values()) + CHANGE * len(plan) - gained


def _plans(plan: Mapping[str, int], changed: Flow, number: int, lines: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Plans with one change more, near a page that is at fault."""
    leaves = changed.leaves
    rows = changed.rows[leaves[max(number - NEAR, 0)].first : leaves[min(number + 1, len(leaves) - 1)].after]
    for block in dict.fromkeys(row.block for row in rows):
        if lines.get(block, 0) >= SHORTEST and block not in plan:
            yield {**plan, block: -1}
            yield {**plan, block: 1}


def _possible(plan: Mapping[str, int], before: Mapping[str, int], options: Options) -> bool:
    """Whether the block that a plan changes beyond the one before can be set so, and well."""
    ways = (options(block).get(change) for block, change in plan.items() if block not in before)
    return all(way is not None and way.weight <= PLAIN * len(way.stretch) for way in ways)
