"""Building stones for rules about JSON: each looks at a value and says what is wrong with it.

A rule takes the value and where it stands (a JSON pointer), and yields one sentence for each
thing that Slack would complain about, in Slack's own words.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias, cast

from bot.sandbox.world import Json

Findings: TypeAlias = Iterator[str]
Rule: TypeAlias = Callable[[Any, str], Findings]


def finding(what: str, at: str) -> str:
    return f"{what} [json-pointer:{at}]"


def string(longest: int, shortest: int = 1, pattern: str | None = None) -> Rule:
    """A text of so many characters, of that form."""

    def check(value: Any, at: str) -> Findings:
        if not isinstance(value, str):
            yield finding("must be a string", at)
        elif len(value) < shortest:
            yield finding(f"must be more than {shortest - 1} characters", at)
        elif len(value) > longest:
            yield finding(f"must be less than {longest + 1} characters", at)
        elif pattern and not re.fullmatch(pattern, value):
            yield finding(f"does not match the pattern {pattern}", at)

    return check


def flag(value: Any, at: str) -> Findings:
    if not isinstance(value, bool):
        yield finding("must be a boolean", at)


def integer(least: int, most: int) -> Rule:
    def check(value: Any, at: str) -> Findings:
        if not isinstance(value, int) or isinstance(value, bool):
            yield finding("must be an integer", at)
        elif not least <= value <= most:
            yield finding(f"must be between {least} and {most}", at)

    return check


def one_of(*allowed: str) -> Rule:
    def check(value: Any, at: str) -> Findings:
        if value not in allowed:
            yield finding(f"must be one of: {', '.join(allowed)}", at)

    return check


def items(rule: Rule, most: int, least: int = 1) -> Rule:
    """A list of so many, each of them by `rule`."""

    def check(value: Any, at: str) -> Findings:
        if not isinstance(value, list):
            yield finding("must be an array", at)
            return
        listed = cast("list[Any]", value)
        if len(listed) < least:
            yield finding(f"no fewer than {least} items allowed", at)
        if len(listed) > most:
            yield finding(f"no more than {most} items allowed", at)
        for place, each in enumerate(listed):
            yield from rule(each, f"{at}/{place}")

    return check


def shape(
    required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *more: Rule
) -> Rule:
    """An object with these fields and no others; then what must hold between them (`more`)."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Findings:
        if not isinstance(value, dict):
            yield finding("must be an object", at)
            return
        given = cast("Json", value)
        for name in required:
            if name not in given:
                yield finding(f"missing required field: {name}", at)
        wrong = False
        for name, part in given.items():
            if name not in known:
                yield finding(f"invalid additional property: {name}", at)
                continue
            for each in known[name](part, f"{at}/{name}"):
                wrong = True
                yield each
        if not wrong:
            for rule in more:
                yield from rule(given, at)

    return check


def by_type(kinds: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which rule it follows."""

    def check(value: Any, at: str) -> Findings:
        if not isinstance(value, dict):
            yield finding("must be an object", at)
            return
        kind = cast("Json", value).get("type")
        if kind is None:
            yield finding("missing required field: type", at)
        elif kind not in kinds:
            yield finding(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from kinds[kind](value, at)

    return check


def typed(
    kind: str,
    required: Mapping[str, Rule] | None = None,
    optional: Mapping[str, Rule] | None = None,
    *more: Rule,
) -> tuple[str, Rule]:
    """One entry of a table for `by_type`."""
    return kind, shape({"type": one_of(kind), **(required or {})}, optional, *more)


def exactly_one(*names: str) -> Rule:
    def check(value: Any, at: str) -> Findings:
        given = [name for name in names if name in value]
        if len(given) != 1:
            yield finding(f"exactly one of these is required: {', '.join(names)}", at)

    return check


def at_least_one(*names: str) -> Rule:
    def check(value: Any, at: str) -> Findings:
        if not any(value.get(name) for name in names):
            yield finding(f"at least one of these is required: {', '.join(names)}", at)

    return check
