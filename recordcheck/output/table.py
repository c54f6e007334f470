"""A plain table of text: columns as wide as they must be, numbers to the right."""

from __future__ import annotations


def render_table(
    head: list[str], rows: list[list[str]], *, left: frozenset[int], width: int
) -> str:
    """The lines of a table, indented by two. Where it is wider than `width`, the last column moves below."""
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    folded = sum(widths) + 2 * len(widths) + 2 > width
    lines = []
    for row in [head, *rows]:
        cells = [
            cell.ljust(widths[place]) if place in left else cell.rjust(widths[place])
            for place, cell in enumerate(row)
        ]
        if folded and row is not head and row[-1]:
            above = "  " + "  ".join(cells[:-1]).rstrip()
            lines += [*([above] if above.strip() else []), f"      {row[-1]}"]
        else:
            lines.append(("  " + "  ".join(cells[:-1] if folded else cells)).rstrip())
    return "\n".join(lines) + "\n"
