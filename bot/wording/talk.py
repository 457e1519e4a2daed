"""The talk about the map, in words."""

from bot.domain import catalogue
from bot.flows.talk import TalkThread
from bot.wording import themes
from bot.wording.sheet import Message, Text, message
from bot.wording.words import Words


def talk_thread(screen: TalkThread, words: Words) -> Message:
    say = words.say
    lines = [say("*Let’s talk about the map.* Answer in the thread here; differences are welcome.")]
    lines += [f"• {question.question}" for question in catalogue.talk_questions(words.language)]
    if screen.widest:
        lines.append(
            say("A place to begin: the themes that matter most compared to how well we do.")
        )
        lines += [
            say(
                "• {title} (importance {importance} · success {success})",
                title=themes.title(theme.theme, words),
                importance=words.number(theme.importance),
                success=words.number(theme.success),
            )
            for theme in screen.widest
        ]
    return message(Text("\n".join(lines)))


SHEETS = {TalkThread: talk_thread}
