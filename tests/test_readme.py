r"""What README.md and docs/ show is what happens.

Every fenced block of two languages is run; others (toml, text, json ...) are for reading alone.

```python blocks of one file share a namespace and run in order.
    With `>>>` in it, a block is a doctest (NORMALIZE_WHITESPACE and ELLIPSIS); without, it is
    executed and only must not raise.

```console blocks are what a terminal shows. A line that begins with "$ " is a command; a
    backslash at its end continues it on the next line. The lines that follow, up to the next
    command or the end of the block, are what it prints, standard output and standard error
    together, and must be all that it prints. A line "..." stands for any number of lines, "..." in
    a line for anything on that line.
    A command may only fail if what it prints is shown.

    There is no shell: a command is split into words with `shlex`, so no pipes, redirections or
    wildcards. Only `$OUT` is substituted (a temporary folder that does not exist yet, one for each
    file). Commands run in a copy of the project's folder, with the environment's programs first
    on the path, so that `-o out` is fine and spoils nothing. The commands of one file share that
    copy, and so do its python blocks.

    Commands that set the project up are shown but not run: see `EXEMPT`. In the tutorials, pip runs
    too: it installs what lies in the folder, and nothing else, into a folder of its own.

A block of any language whose first line says title="PATH" is written to that file, and not run.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsnorm.plugins import BLOCK_VARIABLE

ROOT = Path(__file__).parent.parent
FILES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

EXEMPT: tuple[str, ...] = (
    "make",
    "git",
    "pip",
    "python -m pip",
    "python -m venv",
    "python3 -m venv",
    ".venv/bin/python -m pip",
    "source",
    ".",
    "cd",
)
"""Beginnings, in whole words, of commands that are not run."""

TUTORIALS = ROOT / "docs" / "plugins" / "tutorials"

_BLOCK = re.compile(
    r"^(?P<indent> *)(?P<fence>```+)(?P<language>\w*)(?:[ ]title=\"(?P<title>[^\"\n]+)\")?[^\n]*\n"
    r"(?P<body>.*?)^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a Markdown file: its language, its text and the line of its first line.

    With a title, it is the file of that name.
    """

    language: str
    text: str
    line: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command, the lines that it is said to print, and the line where it stands."""

    words: list[str]
    printed: list[str]
    line: int


def blocks(markdown: str) -> Iterator[Block]:
    """The fenced blocks of a Markdown file."""
    for found in _BLOCK.finditer(markdown):
        indent = len(found["indent"])
        text = "".join(line[indent:] or "\n" for line in found["body"].splitlines(keepends=True))
        line = markdown.count("\n", 0, found.start("body")) + 1
        yield Block(found["language"], text, line, found["title"])


def commands(block: Block) -> list[Command]:
    """The commands of a console block, with what they print."""
    found: list[Command] = []
    lines = iter(enumerate(block.text.splitlines(), start=block.line))
    for number, line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command = command[:-1] + next(lines)[1]
            found.append(Command(shlex.split(command, comments=True), [], number))
        elif found:
            found[-1].printed.append(line.rstrip())
        else:
            pytest.fail(f"line {number}: a console block must begin with a command: {line!r}")
    return found


def is_exempt(words: list[str], exempt: Iterable[str] = EXEMPT) -> bool:
    """Whether a command is only shown."""
    return not words or any(words[: len(p.split())] == p.split() for p in exempt)


def agree(shown: list[str], printed: list[str]) -> bool:
    """Whether lines as shown, with "..." for what may be anything, fit those printed."""
    patterns = [
        r"(?:.*\n)*" if line == "..." else ".*".join(map(re.escape, line.split("..."))) + r"\n"
        for line in shown
    ]
    return re.fullmatch("".join(patterns), "".join(f"{line}\n" for line in printed)) is not None


def trimmed(lines: Iterable[str]) -> list[str]:
    """Lines without trailing blanks, and without blank lines at the end."""
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def run_command(command: Command, folder: Path, name: str) -> None:
    """Run a command as it is shown, and compare what it prints."""
    where = f"{name}, line {command.line}: {shlex.join(command.words)}"
    words = [word.replace("$OUT", str(folder / "OUT")) for word in command.words]
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    program = shutil.which(words[0], path=path)
    if program is None:
        pytest.fail(f"{where}\nthere is no program {words[0]!r}")
    variables = {k: v for k, v in os.environ.items() if k != BLOCK_VARIABLE}
    done = subprocess.run(
        [program, *words[1:]],
        cwd=folder,
        env={
            **variables,
            **pip_variables(folder / "installed"),
            "PATH": path,
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    printed = trimmed(done.stdout.decode("utf-8").replace(str(folder / "OUT"), "$OUT").splitlines())
    shown = trimmed(command.printed)
    if not agree(shown, printed):
        lines = "\n".join(["--- shown", *shown, "--- printed", *printed])
        pytest.fail(f"{where}\n{lines}")
    if done.returncode and not shown:
        pytest.fail(f"{where}\nexit code {done.returncode}")


def pip_variables(target: Path) -> dict[str, str]:
    """What makes pip install into a folder, from folders alone, and Python look there."""
    return {
        "PIP_TARGET": str(target),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as the value of the option: no isolation
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_QUIET": "1",
        "PYTHONPATH": str(target),
    }


def run_python(block: Block, namespace: dict[str, Any], name: str) -> None:
    """Run a python block, as a doctest if it is one."""
    if ">>> " not in block.text:
        code = compile("\n" * (block.line - 1) + block.text, name, "exec")
        exec(code, namespace)
        return
    test = doctest.DocTestParser().get_doctest(block.text, namespace, name, name, block.line - 1)
    runner = doctest.DocTestRunner(
        verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    )
    failures: list[str] = []
    runner.run(test, out=failures.append, clear_globs=False)
    namespace.update(test.globs)
    if failures:
        pytest.fail("".join(failures))


def run_file(markdown: str, folder: Path, name: str, exempt: Iterable[str] = EXEMPT) -> int:
    """Run what a Markdown file shows in a folder, and tell how many blocks that were."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    count = 0
    for block in blocks(markdown):
        if block.title:
            file = folder / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8", newline="\n")
        elif block.language == "python":
            run_python(block, namespace, name)
        elif block.language == "console":
            for command in commands(block):
                if not is_exempt(command.words, exempt):
                    run_command(command, folder, name)
        else:
            continue
        count += 1
    return count


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's folder to work in, without what is hidden, built or generated."""

    def left_out(_: str, names: list[str]) -> list[str]:
        generated = {"__pycache__", "build", "dist", "out"}
        return [name for name in names if name.startswith(".") or name in generated]

    copy = tmp_path / "newsnorm"
    shutil.copytree(ROOT, copy, ignore=left_out)
    monkeypatch.chdir(copy)
    return copy


PARAMETERS = [
    pytest.param(
        file,
        id=file.relative_to(ROOT).as_posix(),
        marks=[pytest.mark.long] if TUTORIALS in file.parents else [],
    )
    for file in FILES
]


@pytest.mark.parametrize("file", PARAMETERS)
def test_what_is_shown_is_what_happens(folder: Path, file: Path) -> None:
    """Every python and console block of the file, in order."""
    name, exempt = file.relative_to(ROOT).as_posix(), EXEMPT
    if TUTORIALS in file.parents:
        exempt = tuple(beginning for beginning in EXEMPT if beginning != "pip")
    run_file(file.read_text(encoding="utf-8"), folder, name, exempt)


GOOD = r"""
```python
word = "snow"
```

Some text, and a list:

1. first,

   ```python
   >>> word.upper(),  "kept"
   ('SNOW', ...)
   ```

```toml
this is = not run
```

```python title="made/by/snow.py"
print("from a file")
```

```console
$ python made/by/snow.py
from a file
```

```console
$ python -c "print('one'); print('two'); print('three')"
one
...
$ python -c \
    "print('$OUT'.endswith('OUT'))"  # a comment
True
$ make demo
whatever
$ python -c "import sys; sys.exit('no snow')"
no snow
$ newsnorm --version
newsnorm, version ...
```
"""


def test_blocks_that_are_right_pass(tmp_path: Path) -> None:
    """Both languages, doctest or not, with output in part, exempt commands and faults shown."""
    assert run_file(GOOD, tmp_path, "inline") == 5


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("```python\n>>> 1 + 1\n3\n```\n", r"line 2,[\s\S]*Expected:\s+3\s+Got:\s+2"),
        ("```python\n>>> 1 / 0\n0\n```\n", "ZeroDivisionError"),
        (
            '\n```console\n$ python -c "print(1)"\n2\n```\n',
            r"inline, line 3: python -c 'print\(1\)'\n--- shown\n2\n--- printed\n1",
        ),
        ('```console\n$ python -c "print(1)"\n```\n', r"--- shown\n--- printed\n1"),
        ('```console\n$ python -c "print(1); print(2)"\n1\n```\n', r"--- printed\n1\n2"),
        ('```console\n$ python -c "print(1)"\n...\n2\n```\n', r"\.\.\.\n2\n--- printed\n1"),
        ('```console\n$ python -c "import sys; sys.exit(7)"\n```\n', "exit code 7"),
        ("```console\n$ newsnorn run\n```\n", "there is no program 'newsnorn'"),
        ("```console\nprinted by nobody\n```\n", "must begin with a command"),
    ],
)
def test_blocks_that_are_wrong_fail(tmp_path: Path, markdown: str, message: str) -> None:
    """With the place, what is shown and what is printed."""
    with pytest.raises(pytest.fail.Exception, match=message):
        run_file(markdown, tmp_path, "inline")


def test_code_that_raises_fails_with_its_own_error(tmp_path: Path) -> None:
    """The traceback points to the line of the Markdown file."""
    with pytest.raises(ZeroDivisionError) as caught:
        run_file("Text.\n\n```python\n1 + 1\n1 / 0\n```\n", tmp_path, "inline")
    assert (caught.traceback[-1].path, caught.traceback[-1].lineno + 1) == ("inline", 5)


def test_the_commands_run_in_this_environment(tmp_path: Path) -> None:
    """`python` is the one that runs the tests, and `newsnorm` is installed beside it."""
    shown = f'```console\n$ python -c "import sys; print(sys.prefix)"\n{sys.prefix}\n```\n'
    assert run_file(shown, tmp_path, "inline") == 1


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [
        ([], [], True),
        (["..."], [], True),
        (["a", "...", "c"], ["a", "b", "b", "c"], True),
        (["...", "c", "..."], ["a", "c", "c"], True),
        (["a", "..."], ["b", "a"], False),
        (["a", "...", "c"], ["a", "b"], False),
        (["a ... c"], ["a b c"], True),
        (["a ... c"], ["a b d"], False),
        (["a...", "b"], ["ab"], False),
        ([], ["a"], False),
    ],
)
def test_three_dots_stand_for_any_lines_or_any_stretch_of_one(
    shown: list[str], printed: list[str], fits: bool
) -> None:
    """None, one or many; everything else must be there, in order."""
    assert agree(shown, printed) is fits


@pytest.mark.parametrize(
    ("command", "exempt"),
    [
        ("make demo", True),
        ("python -m venv .venv", True),
        ("pip install newsnorm", True),
        ("makefile demo", False),
        ("python -m newsnorm plugins", False),
        ("newsnorm run make", False),
    ],
)
def test_only_setting_up_is_exempt(command: str, exempt: bool) -> None:
    """By whole words at the beginning."""
    assert is_exempt(command.split()) is exempt
