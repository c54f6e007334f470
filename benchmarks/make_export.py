"""Write the export that is timed: twenty-four columns, most records with something wrong, the same
for one seed.
"""

from __future__ import annotations

import sys
from pathlib import Path

RECORDS = """
select
  'E' || lpad(i::varchar, 8, '0') as contact_id,
  'C' || lpad((h1 % 400000)::varchar, 7, '0') as child_id,
  ['Stafford', 'Stoke', 'Lichfield', 'Tamworth', 'Cannock', 'Newark', 'Leek', 'Stone']
    [1 + h2 % 8] as district,
  'Team ' || (h3 % 40)::varchar as team,
  strftime(timestamp '2026-01-01' + to_seconds(h4 % 7776000), '%Y-%m-%d %H:%M:%S') as contact_at,
  strftime(timestamp '2026-01-02' + to_seconds(h5 % 7776000), '%Y-%m-%d %H:%M:%S') as recorded_at,
  strftime(date '2008-01-01' + (h6 % 6500)::int, '%d/%m/%Y') as date_of_birth,
  ['W1', 'W1', 'W1', 'W2', 'A1', 'B1', 'NS', '', 'ZZ', 'White - Irish', 'M1'][1 + h7 % 11]
    as self_defined_ethnicity,
  ['White', 'Black', 'Asian', '', 'Mixed'][1 + h8 % 5] as officer_defined_ethnicity,
  ['Y', 'N', 'U', '', 'Yes'][1 + h9 % 5] as child_present,
  ['Y', 'N', 'U', '', 'No'][1 + h10 % 5] as child_seen,
  ['Y', 'N', 'U', '', 'No'][1 + h11 % 5] as seen_alone,
  ['1', '2', '3', ' 4', '9 '][1 + h12 % 5] as risk,
  case when h13 % 3 = 0 then '' else 'The child said that number ' || i::varchar || ' was good' end
    as voice_of_the_child,
  case when h1 % 4 = 0 then 'asleep' else '' end as reason_not_seen,
  'x' || (h2 % 100)::varchar as referral_ref,
  'w' || (h3 % 300)::varchar as worker_id,
  'w' || (h4 % 300)::varchar as supervisor_id,
  'outcome ' || (h5 % 9)::varchar as outcome,
  (h6 % 100)::varchar as hours_to_respond,
  (h7 % 100)::varchar as visits,
  'AB' || (h8 % 100)::varchar as postcode,
  'system ' || (h9 % 4)::varchar as system,
  ['N/A', 'seen at home', 'seen at school'][1 + h10 % 3] as note
from (
  select i, {hashes} from range({records}) as numbers(i)
)
"""


def write(path: Path, records: int) -> None:
    """Write so many records as CSV."""
    import duckdb

    hashed = "(hash(i + {n}000000007) % 1000000007)::bigint as h{n}"
    hashes = ", ".join(hashed.format(n=n) for n in range(1, 14))
    sql = RECORDS.format(hashes=hashes, records=records)
    duckdb.connect().execute(f"copy ({sql}) to '{path}' (header, quote '\"')")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
