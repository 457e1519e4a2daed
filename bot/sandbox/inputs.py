"""What Slack checks in a form before it sends it, in the words it uses."""

import re
from decimal import Decimal, InvalidOperation

from bot.sandbox.elements import STATE
from bot.sandbox.world import Json

REQUIRED = "Please complete this required field."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"https?://\S+")


def complaint(block: Json, element: Json, held: Json) -> str:
    """What is wrong with one field; empty if nothing is."""
    value = held[STATE[element["type"]].key]
    if value in (None, "", []):
        return "" if block.get("optional") else REQUIRED
    match element["type"]:
        case "plain_text_input":
            return _length(element, value)
        case "email_text_input":
            return "" if EMAIL.fullmatch(value) else "Must be a valid email address."
        case "url_text_input":
            return "" if URL.fullmatch(value) else "Must be a valid URL."
        case "number_input":
            return _number(element, value)
        case _:
            return ""


def _length(element: Json, value: str) -> str:
    shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < shortest:
        return f"Must be at least {shortest} characters."
    if len(value) > longest:
        return f"Must be no more than {longest} characters."
    return ""


def _number(element: Json, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Must be a number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Must be a whole number."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Must be at least {element['min_value']}."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Must be no more than {element['max_value']}."
    return ""
