"""Seals draft answers, so that the database alone tells nobody what a leader answered.

`BOT_KEYS` holds one or more Fernet keys: the first seals, all of them open, so a key can be
changed while a round is open (put the new one first; drop the old one when the round is closed).
"""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class SealBroken(Exception):
    """No key of ours opens this, or it was not sealed by us: a key was lost, or rows were mixed."""


class Seal:
    def __init__(self, keys: Sequence[str]) -> None:
        """`keys` as `new_key()` makes them. Raises ValueError for anything else."""
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def close(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise SealBroken from error


def new_key() -> str:
    return Fernet.generate_key().decode()
