"""A plain table of text: columns as wide as they must be, numbers to the right."""

from __future__ import annotations


def render_table(
    head: list[str], rows: list[list[str]], *, left: frozenset[int], width: int
) -> str:
    """The lines of a table, indented by two.

    Where a line would be wider than `width`, its last cell stands below it, as far left as it must.
    """
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head) - 1)]
    start = sum(widths) + 2 * len(widths) + 2
    lines = []
    for row in [head, *rows]:
        cells = [
            cell.ljust(widths[place]) if place in left else cell.rjust(widths[place])
            for place, cell in enumerate(row[:-1])
        ]
        above = "  " + "  ".join(cells)
        if start + len(row[-1]) <= width:
            lines.append(f"{above}  {row[-1]}".rstrip())
        else:
            below = " " * max(min(start, width - len(row[-1])), 6) + row[-1]
            lines += [above.rstrip()] * bool(above.strip()) + [below]
    return "\n".join(lines) + "\n"
