"""What `schema test` prints."""

from __future__ import annotations

from collections.abc import Iterable

from recordcheck.model.proof import Mutation, Proof
from recordcheck.output.figures import share
from recordcheck.output.table import render_table
from recordcheck.plural import count, many, some

MOST = 20  # rules, named in one line
TO_PROVE = (
    "help: to prove a limit, give an example on each side of it; to prove a `when`, a record that",
    "  it leaves alone beside one that keeps the rule",
)


def render(proofs: Iterable[Proof], *, width: int) -> str:
    """The examples that failed, a line for each standard, and the rules that nothing shows."""
    proofs = list(proofs)
    failures = [line for proof in proofs for line in proof.failures]
    rows = [
        [
            proof.standard,
            count(proof.rules),
            count(proof.examples),
            count(len(proof.without)),
            count(len(proof.failures)),
        ]
        for proof in proofs
    ]
    head = ["standard", "rules", "examples run", "without examples", "failed"]
    table = render_table(head, rows, left=frozenset({0}), width=width)
    examples = sum(proof.examples for proof in proofs)
    outcome = many(len(failures), "failure") if failures else "all show what they should"
    last = f"{many(examples, 'example')} run: {outcome}\n"
    lacking = "no example that keeps and one that breaks"
    unshown = [
        f"{proof.standard}: {lacking}: {some(proof.without, MOST)}\n"
        for proof in proofs
        if proof.without
    ]
    return "".join([*(f"{line}\n" for line in failures), table, "\n", *unshown, last])


def render_mutations(mutations: Iterable[Mutation], *, width: int) -> str:
    """The changes that no example notices, then a line for each standard."""
    mutations = list(mutations)
    lines = [line for mutation in mutations for line in mutation.unproved]
    rows = [
        [
            mutation.standard,
            count(mutation.changes),
            count(mutation.noticed),
            share(mutation.noticed, mutation.changes),
        ]
        for mutation in mutations
    ]
    head = ["standard", "changes", "noticed", "share"]
    table = render_table(head, rows, left=frozenset({0}), width=width)
    said = "".join(f"{line}\n" for line in [*lines, *TO_PROVE]) + "\n" if lines else ""
    return f"\n{said}{table}"
