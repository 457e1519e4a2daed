"""What a step is about: the subject that is promised with it is the id of one of these."""

from enum import Enum


class Subject(Enum):
    PROCESS = "process"
    ROUND = "round"
    GROUP = "group"
    CARD = "card"
    ACTIVATION = "activation"
    FOLLOW_UP = "follow_up"
    NUDGE = "nudge"
    HAND_OVER = "hand_over"
    HELP_WANTED = "help_wanted"
    SIGHTING = "sighting"
    LEADERS_FILE = "leaders_file"
