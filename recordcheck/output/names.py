"""The names of the output formats, for the command line to offer without importing them."""

FORMAT_NAMES = (
    "full",
    "concise",
    "json",
    "jsonl",
    "github",
    "gitlab",
    "sarif",
    "junit",
    "markdown",
)
