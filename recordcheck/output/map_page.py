"""What `schema show` prints of a mapping between code lists: all pairs, or those of one list."""

from __future__ import annotations

from itertools import groupby

from recordcheck.model.code_map import NO_EQUIVALENT, SAME, CodeMap, Pair
from recordcheck.model.codes import CodeList
from recordcheck.output.standard_page import source_lines
from recordcheck.output.style import Style
from recordcheck.output.table import render_table


def overview(found: CodeMap, *, style: Style) -> str:
    """Each pair of lists, with how many codes are the same people and how many lose something."""
    parts = [_head(found, style)]
    for called, pairs in groupby(found.pairs, lambda pair: pair.from_list):
        rows = [_row(pair) for pair in pairs]
        head = ["to", "codes", "same", "lost"]
        table = render_table(head, rows, left=frozenset({0, 3}), width=style.width)
        parts.append(f"{style.paint(f'from {called}', '1')}\n{table}")
    more = f"`recordcheck schema show {found.name} LIST` shows what each code of a list becomes."
    return "\n".join([*parts, style.wrap(more) + "\n"])


def _row(pair: Pair) -> list[str]:
    counts = pair.counts()
    same = counts.pop(SAME, 0)
    lost = ", ".join(f"{number} {loss}" for loss, number in sorted(counts.items()))
    return [pair.to_list, str(len(pair.codes)), str(same), lost]


def of_list(found: CodeMap, called: str, lists: dict[str, CodeList], *, style: Style) -> str:
    """What each code of one list becomes in each other list."""
    parts = [_head(found, style)]
    for pair in found.pairs:
        if pair.from_list == called:
            parts.append(style.paint(f"to {pair.to_list}", "1") + "\n" + _codes(pair, lists, style))
    return "\n".join(parts)


def _codes(pair: Pair, lists: dict[str, CodeList], style: Style) -> str:
    labels = {one.code: one.label for one in lists[pair.to_list].codes}
    rows = []
    for code, targets in pair.codes.items():
        for target, loss in targets.items() or [("–", NO_EQUIVALENT)]:
            lost = "" if loss == SAME else loss
            rows.append([code, target, lost, labels.get(target, "")])
    head = ["code", "becomes", "lost", "label"]
    return render_table(head, rows, left=frozenset(range(4)), width=style.width)


def _head(found: CodeMap, style: Style) -> str:
    lines = [style.paint(found.name, "1"), style.wrap(found.title), ""]
    lines += [f"  licence   {found.licence}", *source_lines(found.sources, style)]
    lines += [style.wrap(f"  note      {found.note}", indent="            "), ""]
    lines += ["  What is lost:"]
    lines += [
        style.wrap(f"    {loss}: {says}", indent="      ") for loss, says in found.losses.items()
    ]
    return "\n".join(lines) + "\n"
