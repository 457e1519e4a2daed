"""From what a person types to what Slack keeps: escaped, with mentions as ids."""

import re

from bot.sandbox.world import World

EVERYONE = re.compile(r"(?<!\w)@(channel|here|everyone)\b")


def as_slack_sends(text: str, world: World) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    mentions = {f"@{user.name}": f"<@{user.id}>" for user in world.users.values()}
    for channel in world.channels.values():
        if channel.kind != "dm":
            mentions[f"#{channel.name}"] = f"<#{channel.id}|{channel.name}>"
    for typed in sorted(mentions, key=len, reverse=True):  # "@Anna Lund" before "@Anna"
        escaped = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", mentions[typed], escaped)
    return EVERYONE.sub(r"<!\1>", escaped)
