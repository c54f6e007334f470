"""A plain table of text: columns as wide as they must be, numbers to the right."""

from __future__ import annotations


def render_table(
    head: list[str], rows: list[list[str]], *, left: frozenset[int], width: int
) -> str:
    """A table, indented by two."""
    return "\n".join(render_rows(head, rows, left=left, width=width)) + "\n"


def render_rows(
    head: list[str], rows: list[list[str]], *, left: frozenset[int], width: int
) -> list[str]:
    """The head and each row of a table as text, of one line or of two.

    Where a line would be wider than `width`, its last cell stands below it; all such cells begin at
    one place, as far left as the longest must.
    """
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head) - 1)]
    start = sum(widths) + 2 * len(widths) + 2
    longest = max(len(row[-1]) for row in [head, *rows])
    lower = " " * max(min(start, width - longest), 6)
    texts = []
    for row in [head, *rows]:
        cells = [
            cell.ljust(widths[place]) if place in left else cell.rjust(widths[place])
            for place, cell in enumerate(row[:-1])
        ]
        above = "  " + "  ".join(cells)
        if not row[-1] or start + len(row[-1]) <= width:
            texts.append(f"{above}  {row[-1]}".rstrip())
        else:
            first = f"{above.rstrip()}\n" if above.strip() else ""
            texts.append(f"{first}{lower}{row[-1]}")
    return texts
