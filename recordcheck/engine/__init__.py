"""Running a standard over an export, in DuckDB: prepare, judge, count."""
