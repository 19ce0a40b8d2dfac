"""What can go wrong, as one tree.

    NewsnormError
    ├── ConfigError            a preset, newsnorm.toml or option that makes no sense
    │   └── StyleError         a style that there is not, or a table of one with a bad row
    ├── PluginError            a plugin that cannot be loaded, or failed at work
    │   ├── PluginNotFound     nothing installed has that name
    │   └── DuplicatePlugin    two distributions, or two components, claim one name
    ├── EditError              edits that overlap, lie outside the text or change nothing
    ├── RuleError              a cleaning rule whose pattern could run away
    ├── GazetteerError         an alias table with a bad row: file, line, column
    ├── DamagedIndex           a file of an index that is not what was written
    └── InputError             a record that is not an article

Every message names what was wrong, where, and what to do about it.
"""

from __future__ import annotations

from typing import Any


class NewsnormError(Exception):
    """The base of every error that newsnorm raises on purpose; all of them can be pickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(
    kind: type[NewsnormError], args: tuple[Any, ...], state: dict[str, Any]
) -> NewsnormError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ConfigError(NewsnormError):
    """A configuration that cannot become a pipeline."""


class EditError(NewsnormError):
    """A set of edits that cannot be applied to its text."""


class RuleError(NewsnormError):
    """A cleaning rule that is not safe or not complete."""


class GazetteerError(NewsnormError):
    """A table of names with a row that cannot be read."""


class StyleError(ConfigError):
    """A style that there is not, or a table of one with a row that makes no sense."""


class DamagedIndex(NewsnormError):
    """A file of an index that is not what was written; nothing of it was used."""


class InputError(NewsnormError):
    """Input that is not an article; `code` is short and stable, for counting.

    >>> InputError("no-text", "the record has no field 'text'").code
    'no-text'
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class PluginError(NewsnormError):
    """A fault of a plugin, with the plugin, component, stage and article it belongs to."""

    def __init__(
        self,
        message: str,
        *,
        plugin: str,
        component: str | None = None,
        stage: str | None = None,
        article_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.plugin = plugin
        self.component = component
        self.stage = stage
        self.article_id = article_id


class PluginNotFound(PluginError):
    """A plugin or component that was asked for is not installed, or is blocked."""


class DuplicatePlugin(PluginError):
    """One name, two owners: neither is used until one of them is removed or blocked."""
