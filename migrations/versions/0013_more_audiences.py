"""a follow-up may be for the new leader, or for those who run the process"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BEFORE = "audience IN ('owner', 'contributors')"
AFTER = "audience IN ('owner', 'contributors', 'new_leader', 'facilitators')"


def upgrade() -> None:
    _known_audiences(AFTER)


THEIRS = "SELECT id FROM follow_ups WHERE purpose IN ('welcome', 'look_after')"


def downgrade() -> None:
    op.execute(f"DELETE FROM nudge_items WHERE follow_up_id IN ({THEIRS})")  # noqa: S608
    op.execute("DELETE FROM follow_ups WHERE purpose IN ('welcome', 'look_after')")
    op.execute("DELETE FROM card_follow_ups WHERE audience IN ('new_leader', 'facilitators')")
    _known_audiences(BEFORE)


def _known_audiences(those: str) -> None:
    name = op.f("ck_card_follow_ups_known_audience")
    with op.batch_alter_table("card_follow_ups", schema=None) as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, those)
