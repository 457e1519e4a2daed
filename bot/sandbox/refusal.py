"""How Slack says no: an error code, sometimes with the reasons."""

from bot.sandbox.world import Json


class Refused(Exception):
    """A call that Slack does not carry out; nothing has changed."""

    def __init__(self, code: str, reasons: list[str] | None = None, **more: str) -> None:
        super().__init__(code)
        self.code = code
        self.reasons = reasons or []
        self.more = more

    def __str__(self) -> str:
        return ": ".join([self.code, *self.reasons])

    def answer(self) -> Json:
        said: Json = {"ok": False, "error": self.code, **self.more}
        if self.reasons:
            said["response_metadata"] = {"messages": [f"[ERROR] {why}" for why in self.reasons]}
        return said
