"""The check-list and the agendas, for the gallery."""

from bot.flows.playbook import Playbook
from bot.flows.screen import Screen
from tests.gallery.choice import HOSTILE
from tests.gallery.setup import LONG_NAME

SCREENS: list[Screen] = [Playbook(HOSTILE), Playbook(LONG_NAME)]
