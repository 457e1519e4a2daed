"""The rules for modals and Home tabs, and for every one of them something that breaks it."""

from typing import Any

import pytest

from bot.sandbox.limits import Surface, problems
from bot.sandbox.refusal import Refused
from tests.sandbox.kit import (
    actions,
    asked,
    modal,
    mrkdwn,
    options,
    plain,
    section,
    select,
    table,
    typing,
)

Json = dict[str, Any]

BROKEN_VIEWS: dict[str, tuple[Json, Surface, str]] = {
    "101 blocks": (modal(*[section()] * 101), "modal", "no more than 100 items allowed"),
    "long title": (modal(title=plain("a" * 25)), "modal", "must be less than 25 characters"),
    "long send": (modal(submit=plain("a" * 25)), "modal", "must be less than 25 characters"),
    "long close": (modal(close=plain("a" * 25)), "modal", "must be less than 25 characters"),
    "markup in the title": (modal(title=mrkdwn("a")), "modal", "unsupported type: mrkdwn"),
    "much private metadata": (modal(private_metadata="a" * 3001), "modal", "less than 3001"),
    "long callback_id": (modal(callback_id="a" * 256), "modal", "must be less than 256"),
    "long external_id": (modal(external_id="a" * 256), "modal", "must be less than 256"),
    "no title": ({"type": "modal", "blocks": []}, "modal", "missing required field: title"),
    "no blocks": ({"type": "home"}, "home", "missing required field: blocks"),
    "a home as a modal": ({**modal(), "type": "home"}, "modal", "must be one of: modal"),
    "a title at home": ({"type": "home", "blocks": [], "title": plain("a")}, "home", "property"),
    "fields without a way to send them": (
        {"type": "modal", "title": plain("a"), "blocks": [asked(typing())]},
        "modal",
        "submit is required when there are input blocks",
    ),
    "table in a modal": (modal(table(["a"])), "modal", "unsupported type on a modal: table"),
    "markdown at home": (
        {"type": "home", "blocks": [{"type": "markdown", "text": "a"}]},
        "home",
        "unsupported type on a home: markdown",
    ),
    "a file at home": (
        {"type": "home", "blocks": [asked({"type": "file_input"})]},
        "home",
        "unsupported type: file_input",
    ),
    "eleven files": (
        modal(asked({"type": "file_input", "max_files": 11})),
        "modal",
        "must be between 1 and 10",
    ),
    "response_url outside a field": (
        modal(actions({"type": "conversations_select", "response_url_enabled": True})),
        "modal",
        "response_url_enabled works in a modal's input blocks only",
    ),
    "what the app was told, sent back": (modal(id="V1"), "modal", "additional property: id"),
}


@pytest.mark.parametrize(
    ("view", "surface", "reason"), BROKEN_VIEWS.values(), ids=BROKEN_VIEWS.keys()
)
def test_a_broken_view_is_refused_with_the_reason(
    view: Json, surface: Surface, reason: str
) -> None:
    assert any(reason in found for found in problems(view, surface))


def test_a_good_form_passes() -> None:
    view = modal(
        asked(typing(initial_value="Anna")),
        asked({"type": "multi_users_select", "max_selected_items": 3}, optional=True),
        asked(select(initial_option=options(1)[0])),
        {"type": "alert", "text": plain("Husk fristen"), "level": "warning"},
        private_metadata="7",
        notify_on_close=True,
    )
    assert problems(view, "modal") == []


def test_a_home_may_ask_without_a_button_to_send() -> None:
    assert problems({"type": "home", "blocks": [asked(typing())]}, "home") == []


def test_a_view_of_a_quarter_megabyte_is_too_large() -> None:
    blocks = [section("æ" * 2999) for _ in range(99)]
    with pytest.raises(Refused, match="view_too_large"):
        problems(modal(*blocks), "modal")
