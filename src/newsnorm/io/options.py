"""How inputs are read, and what reading puts up with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsnorm.errors import ConfigError
from newsnorm.io.dates import check_format, find_zone

FIELDS = ("text", "title", "id", "published", "source", "language")
"""What `InputOptions.fields` can name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading puts up with. The defaults are far above what news needs.

    Args:
        line_bytes: a line, a row of a table with all its lines, or a text file.
        field_bytes: a cell of a table.
        decompressed_bytes: all of a compressed file.
        ratio: decompressed to compressed bytes, from 16 MiB on.
        depth: lists and objects in each other.
    """

    line_bytes: int = 32 << 20
    field_bytes: int = 16 << 20
    decompressed_bytes: int = 1 << 40
    ratio: int = 1000
    depth: int = 100


@dataclass(frozen=True, slots=True)
class InputOptions:
    """How inputs are read.

    Args:
        format: "jsonl", "csv", "tsv", "parquet", "text", or a reader's "plugin/name";
            None goes by the suffix, and takes standard input for JSONL.
        encoding: of all but Parquet; a byte order mark of UTF-8, 16 or 32 counts for more.
        fields: by newsnorm's name of a field, the input's; the others are guessed.
            "meta.date" is the field `date` of the object `meta`; if a name is a number,
            tables have no header line and their columns are named "1", "2", ...
        date_formats: as for `datetime.strptime`; month and day names are English.
        timezone: of times that have none, such as "Europe/Kyiv".
        limits: what reading puts up with.

    >>> InputOptions(encoding="utf-9")
    Traceback (most recent call last):
    newsnorm.errors.ConfigError: there is no encoding 'utf-9'
    """

    format: str | None = None
    encoding: str = "utf-8"
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    date_formats: tuple[str, ...] = ()
    timezone: str | None = None
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        try:
            b" ".decode(self.encoding)
        except LookupError as error:
            raise ConfigError(f"there is no encoding {self.encoding!r}") from error
        except UnicodeError:
            pass  # a space alone is not text in every encoding
        for name in self.fields:
            if name not in FIELDS:
                raise ConfigError(f"there is no field {name!r}; the fields are {', '.join(FIELDS)}")
        try:
            for form in self.date_formats:
                check_format(form)
        except ValueError as error:
            raise ConfigError(str(error)) from error
        try:
            find_zone(self.timezone or "UTC")
        except (LookupError, ValueError, OSError) as error:
            raise ConfigError(
                f"there is no time zone {self.timezone!r}; names are like 'Europe/Kyiv'"
            ) from error
