"""What an export writes otherwise than a standard, by the user's word: more spellings for the codes
of a field, and the form of its dates. A configuration gives them under `[map.codes]` and
`[map.dates]`, an extension in the field itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from recordcheck.errors import UserError
from recordcheck.model import TIMES, Change, CodeList, Field, FieldType, Standard, Table
from recordcheck.nearest import code_meant, did_you_mean
from recordcheck.plural import many, some
from recordcheck.standard.codes import fault_of
from recordcheck.standard.dates import fault_of_form
from recordcheck.standard.find import as_typed
from recordcheck.standard.tree import Loc, Tree

A_FEW = 5  # spellings that a change names

Codes = Mapping[str, Mapping[str, str]]
"""For each field its own spellings, each with the code of the standard that it stands for."""

Dates = Mapping[str, str]
"""For each field the form in which the export writes its dates."""


def with_codes(standard: Standard, codes: Codes, path: str | None = None) -> Standard:
    """The standard with these spellings, which the file at `path` gives, in every table that has
    the field. Raises UserError for what is no code.
    """
    changed = {
        called: _with(table, codes, lambda field: _spelt(field, codes[field.name], path))
        for called, table in standard.tables.items()
    }
    return replace(standard, tables=changed)


def with_dates(standard: Standard, dates: Dates, path: str | None = None) -> Standard:
    """The standard with these forms of dates, which the file at `path` gives, in every table of an
    export that has the field. Raises UserError for what is no form of its dates.
    """
    changed = {
        called: _with(table, dates, lambda field: _dated(field, dates[field.name], path))
        for called, table in standard.exported.items()
    }
    return replace(standard, tables={**standard.tables, **changed})


def _with(table: Table, called: Collection[str], change: Callable[[Field], Field]) -> Table:
    """The table with a change of those fields that are called so."""
    changed = {name: change(field) for name, field in table.fields.items() if name in called}
    return replace(table, fields={**table.fields, **changed}) if changed else table


def check_codes(standards: list[Standard], codes: Codes, path: str | None) -> None:
    """Each field of the mapping must be a code field of some standard. Raises UserError."""
    known = [field.name for one in standards for field in one.fields if field.codes is not None]
    _check("map.codes", codes, known, "has a code list", path)


def check_dates(standards: list[Standard], dates: Dates, path: str | None) -> None:
    """Each field of the mapping must be a date of some standard. Raises UserError."""
    tables = (table for standard in standards for table in standard.exported.values())
    known = [
        field.name for table in tables for field in table.fields.values() if field.type in TIMES
    ]
    _check("map.dates", dates, known, "is a date", path)


def _check(
    key: str, fields: Iterable[str], known: Collection[str], what: str, path: str | None
) -> None:
    for called in fields:
        if called not in known:
            raise UserError(
                f"`{key}.{called}`: no field of that name {what}"
                f"{did_you_mean(called, dict.fromkeys(known))}",
                path=path,
                remedy="`recordcheck schema show` lists the fields of a standard",
            )


def _dated(field: Field, form: str, path: str | None) -> Field:
    if field.type not in TIMES:
        return field
    kind = FieldType.DATE if field.time_optional else field.type
    if (fault := fault_of_form(form, kind)) is not None:
        raise UserError(
            f"`map.dates.{field.name}`: {fault}",
            path=path,
            remedy="for example %d-%b-%y reads 31-Mar-26, and %d-%b-%y %H:%M the same with an hour",
        )
    return replace(field, dates=form)


def _spelt(field: Field, spellings: Mapping[str, str], path: str | None) -> Field:
    codes = field.codes
    if codes is None:
        return field
    for spelling, code in spellings.items():
        if code not in codes.accepted:
            raise UserError(
                f"`map.codes.{field.name}`: `{code}` is not on the code list {codes.name}"
                f"{code_meant(code, codes.names)}",
                path=path,
                remedy=_remedy(code, codes),
            )
        if spelling in codes.accepted and spelling != code:
            raise UserError(
                f"`map.codes.{field.name}`: `{spelling}` is itself a code of {codes.name}",
                path=path,
                remedy="a field of a standard of your own can use another code list",
            )
        if (fault := fault_of(spelling)) is not None:
            raise UserError(
                f"`map.codes.{field.name}`: {fault}",
                path=path,
                remedy="take that line away, or write it as a cell has it between its spaces",
            )
    return replace(field, codes=with_aliases(codes, spellings))


def _remedy(code: str, codes: CodeList) -> str:
    if not code:
        return (
            "leave it unmapped; a word that counts as blank stands in the list of `placeholders` of"
            " a standard"
        )
    if codes.path:
        return f"`recordcheck schema show {as_typed(codes)}` lists its codes"
    return f"its codes: {', '.join(codes.accepted)}"


def with_aliases(codes: CodeList, spellings: Mapping[str, str]) -> CodeList:
    """The list with more aliases; a label or alias that it had under another code moves."""
    return replace(
        codes,
        codes=tuple(
            replace(
                one,
                label=one.code if spellings.get(one.label, one.code) != one.code else one.label,
                aliases=(
                    *(name for name in one.aliases if spellings.get(name, one.code) == one.code),
                    *(name for name, code in spellings.items() if code == one.code),
                ),
            )
            for one in codes.codes
        ),
    )


def with_spellings(codes: CodeList, more: dict[str, str], tree: Tree, loc: Loc) -> CodeList:
    """A code list that reads further spellings, as a force's own standard maps them."""
    for spelling, code in more.items():
        if code not in codes.accepted:
            near = code_meant(code, codes.names)
            tree.slip((*loc, spelling), f"`{code}` is not a code of {codes.name}{near}")
        if spelling in codes.accepted and spelling != code:
            message = f"`{spelling}` is itself a code of {codes.name}"
            tree.slip((*loc, spelling), message, at_key=True)
        if (fault := fault_of(spelling)) is not None:
            tree.slip((*loc, spelling), fault, at_key=True)
    return with_aliases(codes, more)


def changes_of_spellings(
    called: str, codes: CodeList, more: Mapping[str, str], blanks: Collection[str]
) -> list[Change]:
    """What is read otherwise with further spellings: each by name that meant something before. What
    was a blank, or no answer, and is one asks for less.
    """
    changes: list[Change] = []
    further = []
    role = {one.code: one.role for one in codes.codes}
    names, in_any_case = codes.names, codes.in_any_case(blanks)
    for spelling, code in more.items():
        before = names.get(spelling) or in_any_case.get(spelling.lower())
        if before is not None and before != code:
            says = f"{called} reads `{spelling}` as {code} instead of {before}"
            weaker = before not in codes.known and role[before] != role.get(code)
            changes.append(Change(says, weaker=weaker))
        elif before is None and spelling.lower() in blanks:
            says = f"{called} reads `{spelling}` as {code} instead of a blank"
            changes.append(Change(says, weaker=True))
        else:
            further.append(f"`{spelling}`")
    spellings = many(len(further), "further spelling")
    says = f"{called} reads {spellings} of its codes: {some(further, A_FEW)}"
    return [*([Change(says)] if further else []), *changes]
