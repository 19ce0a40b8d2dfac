"""What two runs were made with, or one and what is here now, and where that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsnorm.article import to_json

_BY_NAME = ("plugins", "packages", "code_sha256", "data_sha256")
_SINGLE = ("newsnorm", "python", "unicode")
_LABELS = {
    "plugins": "plugin",
    "packages": "package",
    "code_sha256": "code of",
    "data_sha256": "file",
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that is not as it was.

    Args:
        what: "python", "plugin newsnorm-world", "input dump.jsonl", ...
        then: what the manifest has; None for nothing.
        now: what is here; None for nothing.
    """

    what: str
    then: str | None
    now: str | None

    def __str__(self) -> str:
        then = "not recorded" if self.then is None else f"{self.then} then"
        return f"{self.what}: {then}, {'not here' if self.now is None else f'{self.now} now'}"


def of_environment(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Mismatch]:
    """How what a run was made with differs from what is here, or from another run's.

    Args:
        then: a manifest.
        now: another one, or what `newsnorm.runs.provenance.environment` found.
    """
    for key in _SINGLE:
        if then.get(key) != now.get(key):
            yield Mismatch(key, then.get(key), now.get(key))
    for key in _BY_NAME:
        label = _LABELS[key]
        if key not in then or key not in now:
            if key in then or key in now:
                yield Mismatch(key, _count(then.get(key)), _count(now.get(key)))
            continue
        for name in sorted({*then[key], *now[key]}):
            before, after = then[key].get(name), now[key].get(name)
            if before != after:
                if key.endswith("sha256"):
                    before, after = before and f"sha256 {before}", after and f"sha256 {after}"
                yield Mismatch(f"{label} {name}", before, after)


def of_configs(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Mismatch]:
    """Where the recipes of two manifests differ, as JSON.

    >>> one, two = ({"config": {"options": {"a/b": {"c": n}}}} for n in (1, 2))
    >>> [str(mismatch) for mismatch in of_configs(one, two)]
    ['config, options: {"a/b": {"c": 1}} then, {"a/b": {"c": 2}} now']
    """
    one, other = then.get("config", {}), now.get("config", {})
    for key in sorted({*one, *other}):
        if one.get(key) != other.get(key):
            yield Mismatch(f"config, {key}", _json(one, key), _json(other, key))


def of_styles(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Mismatch]:
    """Whether the renderings of two manifests have the names of different styles, or one has none.

    >>> press = {"style": {"name": "press", "sha256": "1f"}}
    >>> [str(mismatch) for mismatch in of_styles({}, press)]
    ['style: none then, press, sha256 1f now']
    """
    one, other = _style(then), _style(now)
    if one != other:
        yield Mismatch("style", one, other)


def _style(manifest: Mapping[str, Any]) -> str:
    style = manifest.get("style")
    return f"{style['name']}, sha256 {style['sha256']}" if style else "none"


def _json(config: Mapping[str, Any], key: str) -> str | None:
    return to_json(config[key]) if key in config else None


def _count(values: Mapping[str, str] | None) -> str | None:
    return None if values is None else f"{len(values)} of them"
