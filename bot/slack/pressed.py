"""How a listener names what was pressed: `flow.step`, whatever its number within its block."""

import re


def pressed(action: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(action)}/\d+$")
