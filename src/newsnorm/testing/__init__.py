"""For those who write plugins: suites that prove one, and strategies to test it further.

    # tests/test_conformance.py
    import newsnorm.testing

    test_quotes = newsnorm.testing.cleaner_suite("mine/quotes")

It needs hypothesis and pytest: `pip install newsnorm[testing]`. Nothing of it has to be known:
what fails is told with the smallest input that shows it, and what to do about it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

_HOME = {
    "checks": ("CheckResult",),
    "strategies": ("aliases", "any_text", "articles", "near_duplicates", "news_text"),
    "suites": (
        "canonicalizer_suite", "check_component", "cleaner_suite", "deduplicator_suite",
        "gazetteer_suite", "pack_suite", "pair_rule_suite", "reader_suite",
    ),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

if TYPE_CHECKING:
    from newsnorm.testing.checks import CheckResult as CheckResult
    from newsnorm.testing.strategies import aliases as aliases
    from newsnorm.testing.strategies import any_text as any_text
    from newsnorm.testing.strategies import articles as articles
    from newsnorm.testing.strategies import near_duplicates as near_duplicates
    from newsnorm.testing.strategies import news_text as news_text
    from newsnorm.testing.suites import canonicalizer_suite as canonicalizer_suite
    from newsnorm.testing.suites import check_component as check_component
    from newsnorm.testing.suites import cleaner_suite as cleaner_suite
    from newsnorm.testing.suites import deduplicator_suite as deduplicator_suite
    from newsnorm.testing.suites import gazetteer_suite as gazetteer_suite
    from newsnorm.testing.suites import pack_suite as pack_suite
    from newsnorm.testing.suites import pair_rule_suite as pair_rule_suite
    from newsnorm.testing.suites import reader_suite as reader_suite

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Import what is used when it is used: the strategies need hypothesis."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module 'newsnorm.testing' has no attribute {name!r}")
        value = getattr(import_module(f"newsnorm.testing.{_MODULE_OF[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return [*globals(), *_MODULE_OF]
