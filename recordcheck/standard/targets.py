"""Targets as they are written: floors for what is recorded, valid and known, or keeps a rule, and
ceilings for roles; and how those of an extension differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from recordcheck.model import FLOORS, Change, Field, FieldType, Target, percent
from recordcheck.standard.document import TargetPart
from recordcheck.standard.tree import Loc, Tree

NO_SHARE = "`target` has no share; write one, such as {recorded: 95%}, or take it out"
NEEDS_DUE = "a field with a target must be due; give it `due`, such as `due: always`"


def targets(part: TargetPart | None, tree: Tree, loc: Loc) -> tuple[Target, ...]:
    """The targets of a field: floors for recorded, valid and known, ceilings for roles."""
    if part is None:
        return ()
    shares = part.model_dump(exclude={"status"}, exclude_none=True)
    if not shares and tree.keys_at(loc) <= {"status"}:
        tree.slip(loc, NO_SHARE, at_key=True)
    found = []
    for measure, text in shares.items():
        target = _target(text, measure, trial=part.status == "trial")
        floor = measure in FLOORS
        if floor and target.ceiling:
            tree.slip((*loc, measure), f"`{measure}` is a floor; leave `at most` out")
        elif not floor and not target.ceiling:
            tree.slip((*loc, measure), _a_ceiling(measure, text))
        if target.share > 1:
            tree.slip((*loc, measure), f"`{text}` is more than 100%")
        found.append(target)
    return tuple(found)


def kept_target(text: str | None, tree: Tree, loc: Loc, *, trial: bool) -> Target | None:
    """The target of a rule, a floor: of the records judged, the share that keeps it."""
    if text is None:
        return None
    target = _target(text, "kept", trial=trial)
    if target.ceiling:
        tree.slip(loc, "`target` of a rule is the share that keeps it; leave `at most` out")
    elif target.share > 1:
        tree.slip(loc, f"`{text}` is more than 100%")
    return target


def roles_are_there(field: Field, asked: Iterable[Target], tree: Tree, loc: Loc) -> None:
    """A slip for each of these targets that is a ceiling for a role which no code has."""
    for target in asked:
        if target.ceiling and target.measure not in FLOORS:
            role_is_there(field, target.measure, tree, (*loc, target.measure))


def role_is_there(field: Field, role: str, tree: Tree, loc: Loc) -> None:
    """A slip where no code of the field has the role: what is asked of it holds of every record. A
    code without a list that can be read is a slip already.
    """
    if field.codes is None and field.type == FieldType.CODE:
        return
    if field.codes is None or role not in {code.role for code in field.codes.codes}:
        tree.slip(loc, f"no code of this field has the role {role}", at_key=True)


def changed_targets(
    known: tuple[Target, ...], target: Target, called: str, changes: list[Change]
) -> tuple[Target, ...]:
    """The targets that an extended standard has with the one that is asked for in place of its own,
    which is said.
    """
    before = next((item for item in known if item.measure == target.measure), None)
    word = "at most " if target.ceiling else ""
    asked = f"{called}: {target.measure} {word}{_written(target)}"
    if before is None:
        changes.append(Change(f"{asked}, no target before"))
        return (*known, target)
    lower = target.share > before.share if target.ceiling else target.share < before.share
    weaker = lower or (target.trial and not before.trial)
    if target != before:
        changes.append(Change(f"{asked} instead of {_written(before)}", weaker=weaker))
    return tuple(target if item is before else item for item in known)


def _written(target: Target) -> str:
    return percent(target.share) + (" on trial" if target.trial else "")


def _target(text: str, measure: str, *, trial: bool) -> Target:
    """`95%` or `at most 10%` as a target, exactly."""
    number = text.removeprefix("at most").removeprefix("at least").strip(" %")
    return Target(measure, Fraction(number) / 100, text.startswith("at most"), trial)


def _a_ceiling(key: str, text: str) -> str:
    return f"`{key}` is a ceiling; write `at most {text.removeprefix('at least ')}`"


def at_most(text: str | None, tree: Tree, loc: Loc) -> Fraction | None:
    """`at most 60%` as a share."""
    if text is None:
        return None
    found = _target(text, str(loc[-1]), trial=False)
    if not found.ceiling:
        tree.slip(loc, _a_ceiling(str(loc[-1]), text))
    elif found.share >= 1:
        tree.slip(loc, f"`{text}` asks for nothing; write a share below 100%")
    return found.share
