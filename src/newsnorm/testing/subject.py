"""What is put to the test: one component, made afresh as often as a check wants it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias

from newsnorm.components import Spec
from newsnorm.config import make_options
from newsnorm.errors import EditError, NewsnormError
from newsnorm.plugins import Plugins

StageName: TypeAlias = Literal[
    "cleaner", "pack", "gazetteer", "canonicalizer", "deduplicator", "pair rule", "reader"
]

Item: TypeAlias = Any
"""What a component of a stage is given: a text with its article, a document, a file's bytes, ..."""


class Fault(Exception):
    """A check that failed, in words for the plugin's author.

    Args:
        got: what the component did.
        given: the smallest input that shows it, as Python writes it.
        expected: what it should have done; the check's own sentence if empty.
        advice: what to do about it.
    """

    def __init__(self, got: str, *, given: str = "", expected: str = "", advice: str = "") -> None:
        super().__init__(got)
        self.got = got
        self.given = given
        self.expected = expected
        self.advice = advice


class NotMade(Fault):
    """A component that cannot even be made: one check tells why, the others refer to it."""


class DoesNotApply(Exception):
    """Why a check says nothing of this component."""


class Stage:
    """How components of one stage are made, tried and compared."""

    kind: type[Any]
    """The spec's."""

    def make(self, spec: Any, options: Any) -> Any:
        """A component, ready for `run`."""
        return spec.factory() if options is None else spec.factory(options)

    def items(self, examples: Sequence[Any], count: int) -> Sequence[Item]:
        """What to try it on: an author's examples, known traps, and so many of each kind drawn."""
        raise NotImplementedError

    def run(self, component: Any, item: Item) -> Any:
        """What a component makes of an item; two results are compared by their `repr`."""
        raise NotImplementedError

    def show(self, item: Item) -> str:
        """An item as Python writes it."""
        raise NotImplementedError

    def shrink(self, item: Item, fails: Callable[[Item], bool]) -> Item:
        """The smallest item that still fails."""
        raise NotImplementedError

    def of(self, text: str) -> Item:
        """An item that is a text, and nothing else."""
        raise NotImplementedError

    def own(self, _component: Any, /) -> Sequence[Any]:
        """Examples that a component brings along."""
        return ()

    def is_idle(self, _item: Item, made: Any, /) -> bool:
        """Whether a component did nothing with an item."""
        return not made


@dataclass(frozen=True, slots=True)
class Steady:
    """An item, what a component makes of it each time it is asked, and the `repr` of that."""

    item: Item
    made: Any
    result: str


class Subject:
    """One component under test.

    Args:
        stage: how its stage is tried.
        component: its full name, found among the installed plugins, or its spec.
        options: those that differ from the defaults.
        examples: inputs of the author's, tried first.
        count: how many inputs of a kind are drawn.
    """

    def __init__(
        self,
        stage: Stage,
        component: str | Spec,
        options: Mapping[str, Any],
        examples: Sequence[Any],
        count: int,
    ) -> None:
        self.stage = stage
        self.component = component
        self.given_options = options
        self.examples = examples
        self.count = count
        self.memory: dict[str, Any] = {}
        """What one check leaves for another to use."""

    @property
    def name(self) -> str:
        """The component's full name."""
        return self.component if isinstance(self.component, str) else self.component.name

    @cached_property
    def spec(self) -> Any:
        """The component's spec."""
        if not isinstance(self.component, str):
            return self.component
        try:
            return Plugins().find(self.stage.kind, self.component)
        except NewsnormError as error:
            raise NotMade(
                f"it is not there: {error}",
                expected="an installed plugin with this component, or a spec",
                advice="install the plugin (pip install -e .), or give the suite the spec itself",
            ) from error

    def options(self) -> Any:
        """Options for a new component."""
        spec = self.spec
        try:
            return make_options(spec, self.given_options)
        except Exception as error:
            raise NotMade(
                f"its options cannot be made: {told(error)}",
                given=f"options={dict(self.given_options)!r}",
                expected="options that are valid",
                advice="see the checks [options] and [bad-options]",
            ) from error

    def make(self, options: Any = None) -> Any:
        """A new component."""
        if options is None:
            options = self.options()
        try:
            return self.stage.make(self.spec, options)
        except Fault:
            raise
        except Exception as error:
            raise NotMade(
                f"it cannot be made: {told(error)}",
                given=f"{self.name!r} with {options or 'no options'}",
                expected="the factory returns a component for options that are valid",
                advice="what the factory needs must be in the distribution and its dependencies",
            ) from error

    @cached_property
    def items(self) -> Sequence[Item]:
        """What the component is tried on."""
        return self.stage.items((*self.examples, *self.stage.own(self.make())), self.count)

    def result(self, component: Any, item: Item) -> str | None:
        """The `repr` of what a component makes of an item; None if it raises.

        Raising is the affair of one check; the others look at what there is.
        """
        try:
            return repr(self.stage.run(component, item))
        except Exception:  # noqa: BLE001 - a plugin may raise anything
            return None

    @cached_property
    def steady(self) -> list[Steady]:
        """The items of which the component makes the same thing each time."""
        one, two = self.make(), self.make()
        found: list[Steady] = []
        for item in self.items:
            try:
                made = self.stage.run(one, item)
            except Exception:  # noqa: BLE001 - as in `result`
                continue
            first = repr(made)
            if first == self.result(one, item) == self.result(two, item):
                found.append(Steady(item, made, first))
        return found

    def smallest(self, item: Item, fails: Callable[[Item], bool]) -> str:
        """The smallest item that still fails, as Python writes it."""
        return self.stage.show(self.stage.shrink(item, fails))

    def must_not_raise(self, items: Sequence[Item], advice: str) -> None:
        """Run the component on some items.

        Raises:
            Fault: with the smallest item on which it raises.
        """
        component = self.make()
        for item in items:
            error = self.error(component, item)
            if error is None:
                continue
            kind = type(error)

            def fails(smaller: Item, kind: type[Exception] = kind) -> bool:
                return isinstance(self.error(component, smaller), kind)

            least = self.stage.shrink(item, fails)
            raise Fault(
                f"it raises {told(self.error(component, least) or error)}",
                given=self.stage.show(least),
                expected="a component takes whatever comes, and leaves alone what it cannot use",
                advice=advice,
            ) from error

    def error(self, component: Any, item: Item) -> Exception | None:
        """What a component raises on an item; edits that cannot be applied are no such thing."""
        try:
            self.stage.run(component, item)
        except EditError:
            return None
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything
            return error
        return None


def told(error: BaseException) -> str:
    """An exception in a line, with the place in the plugin where it came from."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        code = trace.tb_frame.f_code
        place = f" ({code.co_filename}:{trace.tb_lineno}, in {code.co_name})"
    return f"{type(error).__name__}: {error}{place}"
