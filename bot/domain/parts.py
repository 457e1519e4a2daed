"""The parts that people have in a process; a person may have several."""

from enum import StrEnum

from bot.domain.mandate import Role


class Part(StrEnum):
    FACILITATOR = "facilitator"
    LEADER = "leader"  # is asked to rate
    DECIDER = "decider"  # has the last word
    TR = "tr"  # union representative
    AMR = "amr"  # safety representative
    MED = "med"  # contacts of the cooperation bodies: an organisation has MED, or SU and AMO
    SU = "su"
    AMO = "amo"


REPRESENTATIVES = (Part.TR, Part.AMR, Part.MED, Part.SU, Part.AMO)
ROLES = {
    Part.FACILITATOR: Role.FACILITATOR,
    Part.LEADER: Role.LEADER,
    Part.DECIDER: Role.DECIDER,
}
