"""A new plugin: a whole distribution, made from the files in `templates/`.

A template's name ends in ".tmpl"; PACKAGE in a path stands for the package's name, and "dot-" at
the beginning of a name for a dot. In the files, `$name` is filled in by `string.Template`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from newsnorm import __version__
from newsnorm.errors import ConfigError

LICENSES = ("Apache-2.0", "BSD-3-Clause", "MIT")
"""Those there are texts of, by their SPDX names."""

LONGEST = 40
"""Characters in a plugin's name, at most."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a new plugin of a stage begins as.

    Args:
        component: the name of its component, after the slash.
        description: what it does.
        usage: what to write into a newsnorm.toml.
        change: where to go on from here.
        dependencies: besides newsnorm.
    """

    component: str
    description: str
    usage: str
    change: str
    dependencies: tuple[str, ...] = ()


STARTS: Mapping[str, Start] = {
    "cleaner": Start(
        "sponsors",
        "sponsor lines at the end of an article become credits",
        'insert = [{ use = "$name/sponsors", after = "wire/furniture" }]',
        "The cleaner is in `src/$package/sponsors.py`, its options are in\n"
        "`src/$package/__init__.py`.",
    ),
    "pack": Start(
        "marks",
        "datelines and end marks of an agency",
        'insert = [{ use = "$name/marks", after = "wire/furniture" }]',
        "The rules are in `src/$package/packs/marks.toml`; every file there is a cleaner.",
    ),
    "gazetteer": Start(
        "names",
        "names of places and organisations",
        'gazetteers = ["world", "$name/names"] # the later one wins where both have an entity',
        "The tables are in `src/$package/gazetteers/names`;\n"
        "`src/$package/__init__.py` says what the columns mean.",
    ),
    "canonicalizer": Start(
        "units",
        "military units by their numbers, each under one name",
        'insert = [{ use = "$name/units", after = "entities/gazetteer" }]',
        "The canonicalizer is in `src/$package/units.py`.",
    ),
    "deduplicator": Start(
        "openings",
        "articles that begin with the same words",
        'insert = [{ use = "$name/openings", after = "minhash/exact" }]',
        "The deduplicator is in `src/$package/openings.py`, its options are in\n"
        "`src/$package/__init__.py`.",
        ("numpy>=1.26",),
    ),
    "reader": Start(
        "stories",
        "files of stories with lines of equals signs between them",
        'readers = ["$name/stories"]',
        "The reader is in `src/$package/stories.py`.",
    ),
}
"""By stage."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def new_plugin(
    name: str,
    stage: str,
    folder: Path | None = None,
    *,
    license: str = "Apache-2.0",
    author: str | None = None,
) -> Path:
    """Write a plugin that installs, is listed and passes its tests.

    Args:
        name: the plugin's, "khabar": small letters, digits and hyphens. The distribution is
            newsnorm-khabar then, its package newsnorm_khabar.
        stage: one of `STARTS`.
        folder: which to make; it must not be there. None makes one of the distribution's name.
        license: one of `LICENSES`.
        author: the copyright holder; None for "The authors of newsnorm-khabar".

    Returns:
        The folder: whole, or not there.

    Raises:
        ConfigError: if the name will not do, the folder is there or cannot be made.
    """
    name = _checked(name.removeprefix("newsnorm-"))
    distribution = f"newsnorm-{name}"
    folder = Path(distribution) if folder is None else folder
    author = author or f"The authors of {distribution}"
    start = STARTS[stage]
    floor = ".".join(__version__.split(".")[:2])
    values = {
        "name": name,
        "distribution": distribution,
        "package": distribution.replace("-", "_"),
        "floor": floor,
        "license": license,
        "author": author,
        "author_toml": json.dumps(author, ensure_ascii=False),
        "year": str(date.today().year),  # noqa: DTZ011 - as the author's calendar has it
        "dependencies": ", ".join(
            json.dumps(needed) for needed in (f"newsnorm>={floor}", *start.dependencies)
        ),
        "description": start.description,
    }
    values["usage"] = Template(start.usage).substitute(values)
    values["change"] = Template(start.change).substitute(values)
    if folder.exists() or folder.is_symlink():
        raise ConfigError(f"{folder} is there already; name another folder with -o")
    partial = folder.with_name(f".{folder.name}.{os.urandom(4).hex()}")
    try:
        for path, text in _rendered(stage, license, values):
            file = partial / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8"))  # with the line ends of the templates
        partial.rename(folder)
    except OSError as error:
        raise ConfigError(f"{folder} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _checked(name: str) -> str:
    """A name that will do for an entry point, a distribution, a package and a folder."""
    if not _NAME.fullmatch(name) or len(name) > LONGEST:
        raise ConfigError(
            f"{name!r} will not do as a plugin's name: it begins with a small letter of the Latin "
            f"alphabet, and has letters, digits and single hyphens, at most {LONGEST} of them, "
            "such as khabar or radio-24"
        )
    from newsnorm.plugins import Plugins  # not at once: `newsnorm plugins --help` needs none

    owner = next((plugin for plugin in Plugins().installed if plugin.name == name), None)
    if owner is not None:
        raise ConfigError(
            f"a plugin {name!r} is installed already, from {owner}; with two of one name neither "
            "works, so choose another"
        )
    return name


def _rendered(stage: str, license: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Paths in the new folder, with what goes there."""
    templates = files("newsnorm") / "templates"
    for part in ("common", stage):
        for path, template in _walk(templates / part):
            text = Template(_text(template)).substitute(values)
            yield path.replace("PACKAGE", values["package"]), text
    terms = _text(templates / "licenses" / f"{license}.tmpl")
    yield "LICENSE", Template(terms).substitute(values)


def _text(template: Traversable) -> str:
    return template.read_bytes().decode("utf-8").replace("\r\n", "\n")


def _walk(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = re.sub(r"^dot-", ".", entry.name)
        if entry.is_dir():
            for path, template in _walk(entry):
                yield f"{name}/{path}", template
        elif name.endswith(".tmpl"):
            yield name.removesuffix(".tmpl"), entry
