"""What was found, as lines of a table of Markdown: one for each rule of a table and field, over all
files, gravest first; of those alike, what a standard asks in words of its own first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby
from operator import attrgetter

from recordcheck.model import Finding, Run
from recordcheck.output.comparison import fresh, told
from recordcheck.output.cut import short
from recordcheck.output.issues import Level, posix, weight
from recordcheck.output.marks import Cells, text
from recordcheck.output.sentences import where
from recordcheck.plural import count, many

HEAD = ("", "rule", "what", "broken:", "could not be judged:", "where")
FILES, NUMBERS = 3, 10  # in one line: files, and records of each
RULE, SAYS, PATH = 120, 300, 120  # letters
Found = dict[Level, list[Finding]]
# One line: records that were set aside are told apart by what ails them, and a rule that two
# standards weigh differently by its weight.
ALIKE = attrgetter("rule", "table", "field", "says", "severity", "trial")


def together(every: Found, run: Run) -> list[list[Finding]]:
    """The findings of each line. Of a rule that two standards count differently a file comes twice:
    its records are not to be added up, so that each finding has a line of its own.
    """
    written = {called for called, rule in run.rules.items() if rule.written}
    ranked = [
        sorted(of_level, key=lambda one: one.rule not in written) for of_level in every.values()
    ]
    found: list[list[Finding]] = []
    for _, same in groupby(chain.from_iterable(ranked), ALIKE):
        alike = list(same)
        once = len({one.path for one in alike}) == len(alike)
        found += [alike] if once else [[one] for one in alike]
    return found


def lines(every: list[list[Finding]], run: Run) -> Iterator[Cells]:
    """How grave each is, of which rule, in how many of those that were judged, how many could not
    be, and where the first are.
    """
    several = len({one.path for one in run.tables}) > 1
    news = fresh(run)
    often = Counter(found[0].key for found in every)
    kept = {one.key: (one.judged, one.not_judged) for one in run.kept_beside if often[one.key] == 1}
    for found in every:
        first = found[0]
        yield (
            weight(first, run),
            text(short(first.rule, RULE)),
            text(short(f"{first.says}{told(news, first)}", SAYS)),
            *_figures(found, *kept.get(first.key, (0, 0))),
            _where(found, several=several),
        )


def _figures(found: list[Finding], judged: int, not_judged: int) -> tuple[str, str]:
    """Of all files, of those too where no record breaks it; a missing column is in no record."""
    if found[0].in_no_record:
        return "", ""
    broken = count(sum(one.broken for one in found))
    if found[0].set_aside:
        return broken, ""
    judged += sum(one.judged for one in found)
    not_judged += sum(one.not_judged for one in found)
    return f"{broken} of {count(judged)}", count(not_judged) if not_judged else ""


def _where(found: list[Finding], *, several: bool) -> str:
    """The first records in the first files; the file goes unsaid where there is one."""
    said = []
    for one in found[:FILES]:
        records = "" if one.in_no_record else where(one, NUMBERS)
        path = short(posix(one.path), PATH) if several else ""
        said.append(": ".join(part for part in (path, records) if part))
    left = len(found) - FILES
    return text("; ".join(said)) + (f"; and {many(left, 'more file')}" if left > 0 else "")
