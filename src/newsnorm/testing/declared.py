"""What must hold of every component: how it is declared, and what comes of wrong options."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass

from newsnorm.config import make_options
from newsnorm.errors import ConfigError, EditError, NewsnormError
from newsnorm.testing import processes
from newsnorm.testing.checks import MADE, check
from newsnorm.testing.shrinking import listed
from newsnorm.testing.subject import DoesNotApply, Fault, Subject, told

_NAME = re.compile(r"[a-z0-9][\w.-]*(?:/[\w.-]+)?")

HEAVY = frozenset(
    "bs4 cv2 dask datasets duckdb flair ftfy gensim huggingface_hub jieba joblib langdetect "
    "lightgbm lingua lxml matplotlib networkx nltk numba numpy onnxruntime openai pandas PIL "
    "polars pyarrow pydantic pymorphy2 pymorphy3 pyspark ray requests scipy sentencepiece "
    "sentence_transformers simplemma sklearn spacy sqlalchemy stanza tensorflow tokenizers torch "
    "tqdm transformers xgboost".split()
)
"""Packages that take long to import, or much memory."""

MODULES = 60
"""So many modules of packages that are not the plugin's own are heavy, whatever they are."""

NO_SUCH = "no_such_option"


def spec(subject: Subject) -> None:
    """The name and summary are what `newsnorm plugins` lists."""
    found = subject.spec
    if not _NAME.fullmatch(found.name):
        raise Fault(
            f"its name is {found.name!r}",
            expected="'plugin/name', in small letters, digits, '-', '_' and '.'",
            advice="rename it; the part before the slash is the entry point's name",
        )
    if not found.summary.strip() or "\n" in found.summary:
        raise Fault(
            f"its summary is {found.summary!r}",
            expected="one line that says what it does",
            advice="give the spec summary=..., for those who list what is installed",
        )


def made(subject: Subject) -> None:
    """It can be made, with its options as they are by default or as the suite gives them."""
    subject.make()


def options(subject: Subject) -> None:
    """Options are a frozen dataclass whose fields have defaults of TOML's types."""
    kind = subject.spec.options
    if kind is None:
        raise DoesNotApply("it has no options")
    advice = "write @dataclass(frozen=True, slots=True) above it, and a default after each field"
    if not (isinstance(kind, type) and is_dataclass(kind)):
        raise Fault(f"its options are {kind!r}, no dataclass", advice=advice)
    if not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise Fault(
            f"its options {kind.__name__} are not frozen: a component could change them",
            advice=advice,
        )
    for field in fields(kind):
        if field.default is MISSING and field.default_factory is MISSING:
            raise Fault(f"its option {field.name!r} has no default", advice=advice)
    made = kind()
    for field in fields(kind):
        value = getattr(made, field.name)
        if not _is_toml(value):
            raise Fault(
                f"its option {field.name!r} is {value!r} by default",
                expected="text, a number, true or false, a tuple of these, or None",
                advice="a newsnorm.toml can say nothing else; use a tuple for a list",
            )


def _is_toml(value: object) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_toml, value))
    return value is None or isinstance(value, (str, int, float))


def bad_options(subject: Subject) -> None:
    """Options that do not exist, or make no sense, are refused when the pipeline is built."""
    kind = subject.spec.options
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
    message = _refusal(subject, {NO_SUCH: 1})
    if message is None or not all(name in message for name in names):
        raise Fault(
            "an option that does not exist is taken"
            if message is None
            else f"an option that does not exist is refused with: {message}",
            given=f"options={ {NO_SUCH: 1} }",
            expected=f"a ConfigError that names those there are: {listed(names) or 'none'}",
            advice="make the options a frozen dataclass: newsnorm then does this by itself",
        )
    for name in names:
        default = getattr(subject.options(), name)
        for value in _odd_values(default):
            _check_odd_value(subject, name, value)


def _refusal(subject: Subject, values: dict[str, object]) -> str | None:
    try:
        make_options(subject.spec, values)
    except ConfigError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - a plugin may raise anything
        return told(error)
    return None


def _odd_values(default: object) -> Sequence[object]:
    """Values of the right type that may make no sense, and one of the wrong type."""
    if isinstance(default, bool):
        return (not default, "yes")
    if isinstance(default, (int, float)):
        return (type(default)(0), type(default)(-1), "many")
    if isinstance(default, str):
        return ("", "no such value", 1)
    if isinstance(default, tuple):
        return ((), ("no such value",), 1)
    return ()


def _check_odd_value(subject: Subject, name: str, value: object) -> None:
    """It is refused when the component is made, or it works."""
    given = f"options={ {name: value} }"
    try:
        made = make_options(subject.spec, {**subject.given_options, name: value})
        component = subject.stage.make(subject.spec, made)
    except NewsnormError:
        return
    except Exception as error:
        raise Fault(
            f"the factory raises {told(error)}",
            given=given,
            expected="a ValueError from the options' __post_init__ that says what is valid",
            advice=f"check {name!r} in __post_init__; newsnorm adds the component and the file",
        ) from error
    for item in subject.items[:20]:
        error_of_it = subject.error(component, item)
        if error_of_it is not None and subject.error(subject.make(), item) is None:
            raise Fault(
                f"the option is taken, and then the component raises {told(error_of_it)}",
                given=f"{given}, and then {subject.stage.show(item)}",
                expected="a ValueError from the options' __post_init__ that says what is valid",
                advice=f"check {name!r} in __post_init__; newsnorm adds the component and the file",
            )


def imports(subject: Subject) -> None:
    """Heavy packages are imported, and data is read, in the factory and not before."""
    found = processes.imports(subject)
    own = (subject.spec.factory.__module__ or "").partition(".")[0]
    packages: dict[str, int] = {}
    for module in found.modules:
        package = module.partition(".")[0]
        if package not in sys.stdlib_module_names and package not in (own, "newsnorm", "regex"):
            packages[package] = packages.get(package, 0) + 1
    heavy = sorted(HEAVY & set(packages))
    # An editable install of the plugin itself, or of a helper of its, is a few modules.
    heavy += sorted(p for p, count in packages.items() if count > MODULES and p not in heavy)
    if heavy:
        raise Fault(
            f"importing the plugin imports {listed(heavy)}",
            given=f"newsnorm looks what {subject.name.partition('/')[0]!r} has",
            expected="the module imports newsnorm and the standard library alone",
            advice="move the import into the factory, or into the module that the factory imports",
        )
    if found.files:
        raise Fault(
            f"importing the plugin opens {listed(found.files)}",
            given=f"newsnorm looks what {subject.name.partition('/')[0]!r} has",
            expected="data is read when a pipeline that uses it is built",
            advice="read it in the factory",
        )


def does_something(subject: Subject) -> None:
    """It does something on at least one input, or no other check says anything."""
    component = subject.make()
    for item in subject.items:
        try:
            made = subject.stage.run(component, item)
        except EditError:
            return  # nothing good, which is the affair of another check
        except Exception:  # noqa: BLE001 - as is raising
            continue
        if not subject.stage.is_idle(item, made):
            return
    raise Fault(
        f"on all {len(subject.items)} inputs it did nothing",
        expected="an input on which it does what it is for",
        advice="give the suite examples=[...] of what it is for",
    )


DECLARED = (
    check("spec", spec),
    check(MADE, made),
    check("options", options),
    check("bad-options", bad_options),
    check("imports", imports),
    check("does-something", does_something),
)
"""How a component is declared and made."""
