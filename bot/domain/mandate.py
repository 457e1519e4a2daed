"""Who may do what: one table of steps and roles, and nothing else decides it.

A person's roles are facts of the process at hand (a facilitator of one process is nobody in the
next) and are found by the store. `ANYONE` is held by everyone in the workspace.
"""

from collections.abc import Mapping, Set
from enum import Enum
from types import MappingProxyType


class Role(Enum):
    STARTER = "starter"  # allowed by the organisation to start a process
    FACILITATOR = "facilitator"
    LEADER = "leader"  # asked to rate
    DECIDER = "decider"  # has the last word
    GROUP_LEAD = "group_lead"  # of the working group at hand
    OWNER = "owner"  # of the card or activation at hand
    CONTRIBUTOR = "contributor"  # gives input to the activation at hand, as the new leader may
    ANYONE = "anyone"


_STARTER = frozenset({Role.STARTER})
_FACILITATOR = frozenset({Role.FACILITATOR})
_LEADER = frozenset({Role.LEADER})
_DECIDER = frozenset({Role.DECIDER})
_OWNER = frozenset({Role.OWNER})
_CONTRIBUTOR = frozenset({Role.CONTRIBUTOR})
_ANYONE = frozenset({Role.ANYONE})
_LEADS_GROUP = frozenset({Role.GROUP_LEAD, Role.FACILITATOR})

MANDATE: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "setup.start": _STARTER,
        "setup.change": _FACILITATOR,
        "setup.launch": _FACILITATOR,
        "setup.cancel": _FACILITATOR,
        "process.stop": _FACILITATOR,
        "playbook.read": _FACILITATOR,
        "facilitator.add": _FACILITATOR,
        "undelivered.settle": _FACILITATOR,
        # One's own answers only. A facilitator who also leads rates as a leader, and sees no more.
        "rating.begin": _LEADER,
        "rating.answer": _LEADER,
        "rating.skip": _LEADER,
        "rating.review": _LEADER,
        "round.show": _FACILITATOR,
        "round.add_leaders": _FACILITATOR,
        "round.move_deadline": _FACILITATOR,
        "round.close": _FACILITATOR,
        "map.release": _FACILITATOR,
        "map.place_by_hand": _FACILITATOR,
        # Facilitators decide only if they also have the last word.
        "choice.decide": _DECIDER,
        "group.open": _FACILITATOR,
        "group.appoint": _LEADS_GROUP,
        "group.note": _LEADS_GROUP,
        "group.close": _LEADS_GROUP,
        "card.edit": frozenset({Role.GROUP_LEAD, Role.FACILITATOR, Role.OWNER}),
        "plan.publish": _FACILITATOR,
        "plan.read": _ANYONE,
        # HR hears of a recruitment first. Where the card names its owner, that person may also be
        # the first to know; where a rule finds the owner, nobody is the owner before this step.
        "activation.register": frozenset({Role.FACILITATOR, Role.OWNER}),
        # A leader registers those whom they lead themselves, and is responsible for them.
        "activation.register_own": _LEADER,
        "activation.register_many": _FACILITATOR,
        # What may come up at any time: who is responsible begins it, or who runs the process.
        "activation.begin": frozenset({Role.FACILITATOR, Role.OWNER}),
        # What came of a talk is the owner's to tell: not even facilitators answer in their place.
        "activation.answer": _OWNER,
        "activation.move": _OWNER,
        "activation.move_start": frozenset({Role.FACILITATOR, Role.OWNER}),
        "activation.hand_over": frozenset({Role.FACILITATOR, Role.OWNER}),
        "activation.stop": _FACILITATOR,
        "activation.ask_again": _FACILITATOR,
        "activation.help": _FACILITATOR,
        "activation.overview": _FACILITATOR,
        "activation.look_after": _FACILITATOR,
        # Of whom a delicate card is about.
        "activation.see_who": frozenset({Role.FACILITATOR, Role.OWNER}),
        "activation.give_input": _CONTRIBUTOR,
        "activation.do_task": _CONTRIBUTOR,
        "overview.read": _FACILITATOR,
        "calendar_file.get": _OWNER,
        "newcomer.answer": _FACILITATOR,
    }
)


def may(roles: Set[Role], step: str) -> bool:
    """KeyError for a step that is not in the table: that is a bug, not a refusal."""
    allowed = MANDATE[step]
    return Role.ANYONE in allowed or not allowed.isdisjoint(roles)
