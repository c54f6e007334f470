"""A pandera schema as somebody wrote it long before: `recordcheck lint --schema` checks by it."""

import pandera.pyarrow as pa


class Visit(pa.DataFrameModel):
    """One visit to one child."""

    visit_id: str = pa.Field(unique=True)
    visited_on: str = pa.Field(str_matches=r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    place: str = pa.Field(isin=["home", "school", "elsewhere"])
    child_seen: str = pa.Field(isin=["Y", "N"])
    child_said: str = pa.Field(nullable=True, str_length={"min_value": 20})
