"""What a step answers with: a frozen dataclass of facts. `wording/` says it, fronts draw it."""


class Screen:
    __slots__ = ()


def field(key: str, version: int) -> str:
    """A field's name in a form. It changes with the version: where a form is drawn again with the
    same names, Slack keeps what was typed and not what we put there.
    """
    return f"{key}.{version}"
