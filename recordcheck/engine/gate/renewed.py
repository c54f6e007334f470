"""A baseline written again: tightened where the run is better, or loosened for a reason."""

from __future__ import annotations

from dataclasses import replace

from recordcheck.engine.gate.held import Standings, otherwise, vanished
from recordcheck.model.baseline import ALLOWED, FAILING, RECORDS, Baseline, Figure, Standing

WITH_ITS_TABLE = (Standing.KEPT, Standing.KNOWN, Standing.GONE, Standing.NOT_JUDGED)
"""No better and no worse: where a table may have fewer records, of fewer in proportion."""


def tightened(known: Baseline, now: Baseline, stand: Standings) -> Baseline:
    """What is known, with all that got better or is judged now; nothing is loosened. What nothing
    is wrong with keeps its figure until it is judged of more than twice as many records, so that
    not every line changes from night to night.
    """
    figures = dict(known.figures)
    for key, standing in stand.items():
        old, new = known.figures.get(key), now.figures.get(key)
        if new is None:
            continue
        least = old.of if old is not None and not old.excused else 0
        if standing is Standing.BETTER or (standing is Standing.KNOWN and new.of >= least):
            figures[key] = replace(new, reason=_why_worse(old))
        elif standing is Standing.GONE:
            figures[key] = replace(new, of=max(new.of, least))
        elif standing is Standing.KEPT and _renews(old, known, now):
            figures[key] = new
    return replace(_again(known, now), figures=figures)


def _again(known: Baseline, now: Baseline) -> Baseline:
    """What it was judged by is as it was; only a text under the same version may be another."""
    if known.older:
        known = replace(known, terms=now.terms)
    absent = _absent(known, now).difference(vanished(known, now))
    return replace(known, standards=_texts(known, now), absent=absent)


def _absent(known: Baseline, now: Baseline) -> frozenset[tuple[str, str]]:
    """The columns that lack; of a table that is not there, those that lacked."""
    return now.absent | {one for one in known.absent if now.table(one[0]) is None}


def _texts(known: Baseline, now: Baseline) -> dict[str, tuple[str, str]]:
    return {
        called: now.standards[called] if now.standards[called][0] == version else (version, digest)
        for called, (version, digest) in known.standards.items()
    }


def _renews(old: Figure | None, known: Baseline, now: Baseline) -> bool:
    """Whether a figure is written anew: it was not known, or is back, or has grown past twice,
    itself or the records of its table.
    """
    if old is None or old.excused or known.older:
        return True
    own = _grown(old, now.figures.get(old.key))
    return own or _grown(known.table(old.table), now.table(old.table))


def _why_worse(old: Figure | None) -> str | None:
    """Why it was once allowed to get worse; why it could be judged no more is over with that."""
    return old.reason if old is not None and not old.excused else None


def _grown(old: Figure | None, new: Figure | None) -> bool:
    return old is not None and new is not None and new.of > 2 * old.of


def loosened(known: Baseline, now: Baseline, stand: Standings, reason: str) -> Baseline:
    """What is known, tightened, and with all that is new or worse, or lacks, for a reason; and
    judged as it is judged now.
    """
    figures = dict(tightened(known, now, stand).figures)
    fewer = {key[1] for key, one in stand.items() if one is Standing.LESS and key[3] == RECORDS}
    for key, standing in stand.items():
        old, new = known.figures.get(key), now.figures.get(key)
        # What is judged is held against the records of its table.
        with_table = key[1] in fewer and standing in WITH_ITS_TABLE
        lets_in = standing in (*FAILING, Standing.LESS) or with_table
        if standing is Standing.UNKNOWN_RULE:
            del figures[key]
        elif lets_in and new is not None and new.of:
            known_why = _why_worse(old) if new.count else None
            figures[key] = replace(new, reason=known_why if with_table else reason)
        elif lets_in and old is not None and (old.of_a_table or now.table(old.table)):
            figures[key] = replace(old, reason=reason, excused=True)
    return replace(
        now,
        terms={**now.terms, **_allowed(known, now, reason)},
        figures=figures,
        absent=_absent(known, now),
        least=known.least,
    )


def _allowed(known: Baseline, now: Baseline, reason: str) -> dict[str, str]:
    """The reasons why it is judged otherwise than it was, or of fewer columns, by day."""
    found = {term: said for term, said in known.terms.items() if term.startswith(ALLOWED)}
    if any(otherwise(known, now)) or vanished(known, now):
        term = f"{ALLOWED} {now.terms['as at']}"
        said = (*filter(None, [found.get(term)]), reason)
        found[term] = "; ".join(dict.fromkeys(said))
    return found
