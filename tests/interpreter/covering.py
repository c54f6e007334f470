"""Standards that between them have every kind of field, rule and expression."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from recordcheck.model import Standard
from recordcheck.standard import load

SEVERITIES = {**dict.fromkeys("0123", "error"), **dict.fromkeys("456", "warning")}

CELLS = """
standard: cells
version: "1"
title: Every type of cell and every rule of validity
tables:
  child:
    one_record_is: one child
    group_by: [team, sex, born]
    dated: seen
    fields:
      team: {type: text, due: always}
      name: {type: text, due: always, length: [2, 5], target: {recorded: 50%}}
      note: {type: text, due: optional, length: [null, 3]}
      place: {type: text}
      why: {type: text, due: {when: recorded(place)}, target: {recorded: 70%}}
      ref: {type: text, format: "[A-Z]{1,2}|[0-9]+-[a-z]?", due: {when: "age >= 10"}}
      pnc: {type: text, format: "[0-9]{3}[0-9]"}
      ward: {type: text, length: [3, 3]}
      beat: {type: code, codes: ["01", {code: "02", aliases: ["2"]}, "10"]}
      grade: {type: code, codes: ["11", "12"]}
      age: {type: integer, range: [0, 17], due: always, target: {known: 90%}}
      score: {type: number, range: [-1.5, null], due: {when: "seen_alone or sex = 'F'"}}
      born: {type: date, range: [2008-02-29, 2026-03-31], due: always}
      seen: {type: datetime, range: [2024-02-29, 2026-03-31], due: {when: "recorded(born)"}}
      met: {type: date, dates: "%m/%d/%Y", range: [null, 2026-03-30]}
      seen_alone: {type: boolean, due: always, target: {valid: 20%}}
      sex: {type: code, codes: [F, M, "NO", "010"], due: always}
      risk:
        type: code
        due: always
        declined: apart
        length: [1, 3]
        target: {known: 50%, unknown: at most 10%, not_stated: at most 25%}
        codes:
          - {code: H, label: High, aliases: [Severe, HH], group: raised}
          - {code: "1", label: "N/A", until: 2025-03-30}
          - {code: O, label: Something else, role: other, from: 2024-02-29, until: 2026-03-31}
          - {code: U, label: Unknown, role: unknown, group: not raised}
          - {code: NS, label: Not stated, role: not_stated, from: 2026-01-01}
          - {code: D, label: Declined, aliases: ["-"], role: declined}
          - {code: NOT, label: Not obtained, role: not_obtained}
"""

RELATIONS = """
standard: relations
version: "1"
title: Every rule that relates cells
parameters:
  last: {type: date, default: today}
tables:
  child:
    one_record_is: one child
    key: [id, part]
    group_by: [id]
    fields:
      id: {type: text, due: always}
      part: {type: integer, due: always}
      nhs: {type: text, unique: true}
      slot: {type: datetime, unique: true}
      mother: {type: text, refers_to: person.id, needs: [sex, opened]}
      visit: {type: date, refers_to: person.born, needs: [id]}
      sex: {type: code, codes: [F, M, {code: U, role: unknown}], same_within: [id]}
      weight: {type: number, same_within: [id, part]}
      opened: {type: date, not_after: ":last"}
      seen: {type: datetime, not_before: opened, not_after: closed}
      closed: {type: date, not_before: opened, not_after: ":today"}
      left: {type: datetime, not_before: seen}
  person:
    one_record_is: one person
    key: [id]
    fields:
      id: {type: text, due: always, refers_to: child.id}
      born: {type: date, due: {when: "exists (select 1 from child c where c.mother = person.id)"}}
"""

LOGIC = """
standard: logic
version: "1"
title: Logic, numbers and texts
parameters:
  least: {type: integer, default: "2"}
  word: {type: text, default: b}
tables:
  record:
    one_record_is: one record
    fields:
      a: {type: integer}
      b: {type: integer}
      x: {type: number}
      t: {type: text}
      u: {type: text}
      yes: {type: boolean}
      c: {type: code, codes: [p, q, {code: r, role: unknown}]}
    derive:
      total: a + b * 2
      half: total / 2
      name: "t || '-' || u"
      size: "case when total > 5 then 'big' when total > 2 then 'small' end"
    rules:
      - id: LOG-401
        assert: a > b or not (yes and x < 1.5)
      - id: LOG-402
        when: yes is true
        assert: a in (1, b)
      - id: LOG-403
        when: a <> b
        assert: x not between a and b
      - id: LOG-404
        assert: t like '%a%' or u not like '_'
      - id: LOG-405
        assert: t is not null and yes is true
      - id: LOG-406
        assert: a is distinct from b
      - id: LOG-407
        assert: t is not distinct from u
      - id: LOG-408
        assert: case c when 'p' then yes when 'q' then null else a = 1 end
      - id: LOG-409
        assert: coalesce(a, b, 0) > nullif(b, 3)
      - id: LOG-410
        assert: least(a, b, 2) < greatest(b, 1)
      - id: LOG-411
        assert: a / b > 0.5
      - id: LOG-412
        assert: a % b = 0
      - id: LOG-413
        assert: -a + b * 2 - 1 >= :least
      - id: LOG-414
        target: 60%
        assert: half > 1.5 and size = 'big'
      - id: LOG-415
        assert: length(name) < 6
      - id: LOG-416
        assert: matches(t, '[a-c]|[0-9]{1,2}')
      - id: LOG-417
        assert: lower(t) = lower(u) or upper(t) > :word
      - id: LOG-418
        assert: left(t, 1) = right(u, 1)
      - id: LOG-419
        assert: substr(name, 2, 2) >= replace(t, 'a', 'b')
      - id: LOG-420
        assert: abs(a) < 3 and floor(x) <= ceil(x)
      - id: LOG-421
        assert: round(x) = a
      - id: LOG-422
        assert: cast(a as text) = t or cast(x as double) = a
      - id: LOG-423
        assert: t < u
      - id: LOG-424
        assert: c = 'p' or c not in ('q', 'r')
      - id: LOG-425
        assert: trim(' ' || t || ' ') = t
      - id: LOG-426
        when: a > 1 and null
        assert: a * 1000 > b
      - id: LOG-427
        assert: without(t, '^.|[^a-c]+') <> without(lower(u), '\\b[a-b]*')
      - id: LOG-428
        assert: without(name, '\\s') = name
      - id: LOG-429
        assert: fingerprint(t) < fingerprint(lower(u))
"""

TIMES = """
standard: times
version: "1"
title: Days and hours
parameters:
  last: {type: date, default: today}
tables:
  visit:
    one_record_is: one visit
    fields:
      born: {type: date}
      on_day: {type: date}
      started: {type: datetime}
      ended: {type: datetime}
      n: {type: integer, range: [-50, 50]}
    derive:
      later: add_days(on_day, 3)
      next_month: add_months(started, 1)
    rules:
      - id: TIM-501
        assert: age_years(born, on_day) between 2 and 17
      - id: TIM-502
        assert: age_years(born, started) >= age_years(born, :last)
      - id: TIM-503
        assert: days_between(on_day, started) <= 3
      - id: TIM-504
        assert: hours_between(started, ended) <= 24.5
      - id: TIM-505
        assert: started <= add_months(ended, -1)
      - id: TIM-506
        when: year(born) > 1900 and year(born) < 2100
        assert: add_years(born, 16) > on_day
      - id: TIM-507
        assert: weekday(started) < 6
      - id: TIM-508
        when: on_day > '2000-01-01' and on_day < '2050-01-01'
        assert: working_days_between(on_day, :last) between -2 and 5
      - id: TIM-509
        when: started > '2000-01-01' and ended < '2050-01-01'
        assert: working_days_between(started, ended) >= 0
      - id: TIM-510
        assert: on_day < started
      - id: TIM-511
        assert: on_day between '2025-03-30' and '2026-03-31'
      - id: TIM-512
        assert: extract(hour from started) >= 9 and extract(year from born) < 2024
      - id: TIM-513
        assert: month(on_day) = extract(month from ended)
      - id: TIM-514
        assert: later <= :today
      - id: TIM-515
        assert: cast(started as date) = on_day
      - id: TIM-516
        assert: coalesce(ended, on_day) > next_month
      - id: TIM-517
        assert: extract(day from add_months(on_day, n)) = 28
      - id: TIM-518
        assert: add_days(date '2024-02-28', n) <> started
      - id: TIM-519
        assert: least(on_day, born) = '2008-02-29'
"""

OTHERS = """
standard: others
version: "1"
title: Rules that look at other records
tables:
  episode:
    one_record_is: one episode
    fields:
      id: {type: text}
      child: {type: text}
      back: {type: datetime}
      risk: {type: code, codes: [H, L, {code: U, role: unknown}]}
      n: {type: integer, due: {when: "talks > 0"}}
      mark: {type: text}
      word: {type: text}
    derive:
      talks: select count(*) from talk t where t.child = episode.child
      first_talk: |
        select min(t.held) from talk t
        where t.child = episode.child and t.held >= episode.back
      wait: hours_between(back, first_talk)
      loud: upper(word)
      riskiest: select arg_max(t.by, t.n) from talk t where t.child = episode.child
    rules:
      - id: OTH-401
        when: back is not null
        assert: first_talk is not null and wait <= 72
      - id: OTH-402
        assert: exists (select 1 from talk t where t.child = episode.child and t.by = 'x')
      - id: OTH-403
        assert: >-
          not exists (select * from episode e where e.child = episode.child and e.n < episode.n)
      - id: OTH-404
        assert: child in (select t.child from talk t where t.n > 0)
      - id: OTH-405
        assert: n not in (select t.n from talk t where recorded(t.n))
      - id: OTH-406
        assert: n >= (select avg(t.n) from talk t)
      - id: OTH-407
        assert: (select sum(t.n) from talk t where t.child = episode.child) < 5
      - id: OTH-408
        assert: (select count(distinct t.by) from talk t where t.child = episode.child) <= talks
      - id: OTH-409
        assert: >-
          exists (select 1 from talk t left join episode e on e.id = t.by and e.n > 1 where
          t.child = episode.child and blank(e.risk))
      - id: OTH-410
        assert: >-
          (select count(*) from talk t cross join episode e where t.n = e.n and e.child =
          episode.child) > 0
      - id: OTH-411
        assert: >-
          exists (select t.by from talk t where t.child = episode.child group by t.by having
          count(*) > 1)
      - id: OTH-412
        assert: >-
          exists (select 1 from previous.episode p where p.id = episode.id and p.risk is
          distinct from episode.risk)
      - id: OTH-413
        assert: (select max(t.n) - min(t.n) from talk t) > 1
      - id: OTH-414
        assert: >-
          (select count(t.held) from talk t where t.child = episode.child and exists (select 1
          from episode e where e.child = t.by and e.n = episode.n)) = 0
      - id: OTH-415
        assert: >-
          exists (select 1 from talk t join episode e on e.child = t.child where t.by =
          episode.id and known(e.risk) and not valid(t.n))
      - id: OTH-416
        assert: riskiest > 'a'
      - id: OTH-417
        when: mark > '1'
        assert: child in (select t.child from talk t)
      - id: OTH-419
        assert: >-
          exists (select 1 from previous.episode p where p.child = episode.child and (p.n <
          episode.n or p.back < episode.back))
      - id: OTH-418
        assert: loud in (select upper(t.by) from talk t)
  talk:
    one_record_is: one talk
    fields:
      child: {type: text}
      held: {type: datetime}
      by: {type: text}
      n: {type: integer}
    rules:
      - id: OTH-402
        assert: >-
          exists (select 1 from episode e where e.child = talk.child and e.n <= talk.n)
"""

WINDOWS = """
standard: windows
version: "1"
title: Rules that look at the records that stand together
tables:
  period:
    one_record_is: one period
    fields:
      child: {type: text}
      k: {type: integer}
      starts: {type: date}
      ends: {type: date}
      n: {type: number, range: [-100, 100]}
      record_number: {type: integer}
    derive:
      first_n: "min(n) over (partition by child)"
      so_far: "sum(n) over (partition by child order by k)"
      place: rank() over (partition by child order by starts desc)
      previous_k: lag(k) over (partition by child order by k, record_number)
      spread: "max(n) over (partition by child) - first_n"
    rules:
      - id: WIN-401
        assert: count(*) over (partition by child) < 3
      - id: WIN-402
        assert: so_far < 10
      - id: WIN-403
        assert: place <= 2
      - id: WIN-404
        assert: previous_k is null or previous_k < k
      - id: WIN-405
        assert: spread > 1
      - id: WIN-406
        assert: avg(n) over (partition by k) = n
      - id: WIN-407
        assert: dense_rank() over (order by child, k) % 2 = 0
      - id: WIN-408
        assert: first_value(starts) over (partition by child order by starts nulls first) is null
      - id: WIN-409
        assert: >-
          last_value(starts) over (partition by child order by starts rows between unbounded
          preceding and unbounded following) = starts
      - id: WIN-410
        assert: lead(k, 2) over (partition by child order by k desc, record_number) > 1
      - id: WIN-411
        assert: count(distinct n) over (partition by child) = 1
      - id: WIN-412
        assert: >-
          sum(k) over (order by starts, ends rows between unbounded preceding and unbounded
          following) > 3
      - id: WIN-413
        assert: starts > max(ends) over (partition by child order by starts)
      - id: WIN-414
        assert: count(n) over (order by k) <= count(*) over (order by k)
      - id: WIN-415
        assert: row_number() over (partition by child order by record_number desc) <> 2
      - id: WIN-416
        assert: >-
          min(n) over (partition by child order by record_number rows between 1 preceding and
          1 following) < n
      - id: WIN-417
        assert: last_value(n) over (order by starts desc, record_number) = n
      - id: WIN-419
        assert: last_value(n) over (partition by child order by starts) = n
      - id: WIN-420
        assert: >-
          arg_min(n, starts) over (partition by child) = n
          or arg_max(k, starts) over (partition by child) = k
      - id: WIN-418
        when: lag(n) over (order by record_number) > 1
        assert: first_value(n) over (partition by k order by ends, record_number) <= n
"""

ASKED = """
standard: asked
version: "1"
title: What may be asked of a field
tables:
  child:
    one_record_is: one child
    fields:
      text: {type: text, format: "[a-z]+", due: always}
      sized: {type: text, length: [2, 3]}
      age: {type: integer, range: [0, 3]}
      born: {type: date, range: [null, 2026-03-31]}
      risk:
        type: code
        length: [1, 2]
        codes:
          - {code: H, label: High, group: raised}
          - {code: L, label: Low, group: lowered}
          - {code: Q, label: Asked, role: not_obtained}
          - {code: UU, label: Unsure, role: other, group: raised}
    rules:
      - id: ASK-401
        assert: blank(text)
      - id: ASK-402
        assert: recorded(age)
      - id: ASK-403
        assert: valid(age)
      - id: ASK-404
        assert: valid(risk)
      - id: ASK-405
        assert: known(risk)
      - id: ASK-406
        assert: known(text)
      - id: ASK-407
        assert: placeholder(text) or placeholder(risk) or placeholder(age)
      - id: ASK-408
        assert: group_of(risk) = 'raised'
      - id: ASK-409
        assert: group_of(risk) is null
      - id: ASK-410
        assert: valid(born) and valid(sized)
      - id: ASK-411
        assert: >-
          exists (select 1 from child c where placeholder(c.text) and group_of(c.risk) =
          group_of(child.risk))
"""

VIEWS = """
standard: views
version: "1"
title: Tables that are views
parameters:
  least: {type: integer, default: "2"}
tables:
  episode:
    one_record_is: one episode
    group_by: [team]
    fields:
      id: {type: text}
      child: {type: text}
      team: {type: text}
      risk: {type: code, codes: [H, L, {code: U, role: unknown}]}
      n: {type: integer}
      at: {type: datetime}
    rules:
      - id: VIE-401
        assert: exists (select 1 from child_of c where c.child = episode.child and c.episodes > 1)
      - id: VIE-402
        assert: n >= (select avg(c.least_n) from child_of c)
  talk:
    one_record_is: one talk
    fields:
      child: {type: text}
      n: {type: number}
  child_of:
    view: |
      select e.child, count(*) as episodes, min(e.n) as least_n, max(e.n) - min(e.n) as spread,
        min(e.risk) as risk, sum(case when known(e.risk) then 1 else 0 end) as known_risks,
        (select count(*) from talk t where t.child = e.child) as talks
      from episode e where e.n is distinct from 3 group by e.child
    one_record_is: one child
    key: [child]
    group_by: [risk]
    fields:
      child: {type: text, due: always}
      episodes: {type: integer, range: [1, 3]}
      least_n: {type: number, due: {when: "episodes > 1"}, target: {recorded: 60%}}
      spread: {type: integer, needs: [risk]}
      risk: {type: code, codes: [H, {code: U, role: unknown}], due: always, target: {known: 50%}}
      known_risks: {type: number}
      talks: {type: integer, refers_to: talk.n}
    derive:
      share: known_risks / episodes
      twice: count(*) over (partition by risk)
    rules:
      - id: VIE-403
        target: 50%
        when: episodes >= :least
        assert: share > 0.5
      - id: VIE-404
        assert: twice < 3 or talks > 0
      - id: VIE-405
        assert: exists (select 1 from pair p where p.one = child_of.child)
  pair:
    view: |
      select distinct a.child as one, b.child as other, a.at as first_at, recorded(b.n) as with_n
      from child_of c join episode a on a.child = c.child
      left join episode b on b.team = a.team and b.id <> a.id
    one_record_is: two children of one team
    fields:
      one: {type: text}
      other: {type: text, same_within: [one]}
      first_at: {type: datetime, not_after: ":today"}
      with_n: {type: boolean, due: always}
    rules:
      - id: VIE-406
        assert: one <> other
  team_of:
    view: |
      select lower(team) as team, count(distinct child) as children, max(at) as latest
      from episode group by lower(team) having count(*) > 1
    one_record_is: one team
    fields:
      team: {type: text, due: always}
      children: {type: integer}
      latest: {type: datetime}
    rules:
      - id: VIE-407
        assert: children > 1 and latest < '2026-03-31'
  turn:
    view: |
      select e.id, p.other, row_number() over (partition by e.team order by e.at) as nth,
        lag(e.n) over (partition by p.one order by e.risk) as n_before,
        last_value(p.other) over (partition by e.team order by e.risk) as last_other
      from episode e left join pair p on p.one = e.child
    one_record_is: one episode in its turn
    fields:
      id: {type: text}
      other: {type: text}
      nth: {type: integer}
      n_before: {type: integer}
      last_other: {type: text}
    derive:
      before: lag(other) over (partition by last_other order by nth % 2)
    rules:
      - id: VIE-408
        assert: nth <= 2 or n_before > 1
      - id: VIE-409
        assert: last_other > id or before > other
"""

ALIKE = """
standard: alike
version: "1"
title: Every rule about what too many records share
tables:
  visit:
    one_record_is: one visit
    fields:
      said: {type: text, same_length: at most 25%, same_value: at most 50%}
      place: {type: code, codes: [A, B, {code: U, role: unknown}], same_value: at most 60%}
      day: {type: date, same_value: at most 33.3%}
      others: {type: number, same_value: at most 40%}
      alone: {type: boolean, due: always, same_value: at most 70%}
"""

PARTS = """
standard: parts
version: "1"
title: Texts that stand in parts
tables:
  call:
    one_record_is: one call
    key: [ref]
    group_by: [ref, place]
    fields:
      street: {type: text}
      ref: {type: text, due: always, in_parts: [team, number]}
      team: {type: text, due: always}
      number: {type: text}
      place:
        type: text
        due: {when: recorded(team)}
        target: {recorded: 90%, valid: 50%}
        in_parts: [house, street, town]
        length: [3, 6]
        same_value: at most 30%
      house: {type: text, format: "[0-9]+[a-c]?"}
      town: {type: text, length: [1, 2]}
      code:
        type: text
        unique: true
        format: "[a-z0-9]+(\\\\s[a-z0-9]+)*"
        in_parts: [house, town]
        needs: [place]
        same_within: [team]
      alone: {type: text, in_parts: [team], refers_to: other.name, length: [2, null]}
      at: {type: datetime}
      seen:
        type: code
        codes: [Y, N, {code: U, role: unknown}]
        due: {when: length(place) > 4}
        same_within: [place]
    derive:
      before: lag(place) over (partition by team order by at)
      alike: count(place) over (partition by alone)
      theirs: select max(o.name) from other o where o.name = call.place
    rules:
      - id: PAR-401
        when: recorded(place)
        assert: length(place) > 3 and place <> ref
      - id: PAR-402
        assert: placeholder(place) or placeholder(alone) or placeholder(house)
      - id: PAR-403
        assert: place > before
      - id: PAR-404
        assert: alike > 1 or matches(ref, '(?s)a.*')
      - id: PAR-405
        assert: |
          exists (select * from previous.call p where p.place = call.place and p.code <> call.code)
      - id: PAR-406
        assert: theirs is null
      - id: PAR-407
        when: valid(place)
        assert: valid(code) and known(ref)
      - id: PAR-408
        assert: fingerprint(place) <> fingerprint(code)
  other:
    one_record_is: one other
    key: [name]
    fields:
      name: {type: text, due: always, in_parts: [one, two]}
      one: {type: text}
      two: {type: text}
      ref: {type: text, refers_to: call.ref}
  both:
    view: |
      select c.place, min(c.alone) as alone, count(*) as calls, max(o.name) as name
      from call c left join other o on o.name = c.place where recorded(c.ref)
      group by c.place having count(*) > 0
    one_record_is: one place
    key: [place]
    fields:
      place: {type: text, due: always, target: {recorded: 50%}}
      alone: {type: text, due: always, length: [2, 3]}
      calls: {type: integer}
      name: {type: text}
    rules:
      - id: PAR-409
        assert: length(place) > calls and name is null
      - id: PAR-410
        assert: exists (select * from previous.other p where p.name = both.place)
"""

WRITTEN = {
    "cells": CELLS,
    "relations": RELATIONS,
    "logic": LOGIC,
    "times": TIMES,
    "others": OTHERS,
    "windows": WINDOWS,
    "asked": ASKED,
    "views": VIEWS,
    "alike": ALIKE,
    "parts": PARTS,
}


def in_full(text: str) -> str:
    """A standard with the words that every rule needs; the severity goes by the last digit."""

    def words(found: re.Match[str]) -> str:
        severity = SEVERITIES.get(found[2], "info")
        said = ("name: rule", "says: It holds.", "why: It is a test.", f"severity: {severity}")
        return "\n        ".join((f"      - id: {found[1]}{found[2]}", *said))

    return re.sub(r"      - id: (\S+)(\d)", words, text)


@cache
def standard_of(name: str) -> Standard:
    """One of the standards above."""
    return as_file(name, WRITTEN[name])


def as_file(name: str, text: str) -> Standard:
    """A standard with the words that every rule needs, read as a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.yaml"
        path.write_text(in_full(text), encoding="utf-8")
        return load(path)
