"""What a step answers with: a frozen dataclass of facts. `wording/` says it, fronts draw it."""


class Screen:
    __slots__ = ()
