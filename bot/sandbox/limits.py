"""Block Kit's rules."""

from typing import Any, Literal, TypeAlias

Surface: TypeAlias = Literal["message", "modal", "home"]
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}


def problems(payload: Any, surface: Surface) -> list[str]:
    blocks = payload if surface == "message" else payload["blocks"]
    if len(blocks) > MOST_BLOCKS[surface]:
        return [f"no more than {MOST_BLOCKS[surface]} items allowed [json-pointer:/blocks]"]
    return []
