"""cards that are begun by hand, or again and again"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BEGUN_BY_DATE = """
UPDATE activations SET occurs_on = (
    SELECT COALESCE(cards.on_date, activations.start_on) FROM cards
    WHERE cards.id = activations.card_id AND cards.workspace_id = activations.workspace_id
)
WHERE subject_name = '' AND card_id IN (SELECT id FROM cards WHERE activated_by = 'date')
"""


def upgrade() -> None:
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("recurrence", sa.String(length=255), nullable=False, server_default="")
        )
        batch_op.drop_constraint(batch_op.f("ck_cards_known_trigger"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_cards_known_trigger"),
            "activated_by IN ('', 'new_leader', 'date', 'by_hand', 'recurring')",
        )

    with op.batch_alter_table("activations", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("concerns", sa.String(length=255), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("occurs_on", sa.Date(), nullable=True))
    op.execute(BEGUN_BY_DATE)
    with op.batch_alter_table("activations", schema=None) as batch_op:
        batch_op.create_unique_constraint(
            batch_op.f("uq_activations_workspace_id_card_id_occurs_on"),
            ["workspace_id", "card_id", "occurs_on"],
        )


def downgrade() -> None:
    with op.batch_alter_table("activations", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("uq_activations_workspace_id_card_id_occurs_on"), type_="unique"
        )
        batch_op.drop_column("occurs_on")
        batch_op.drop_column("concerns")

    op.execute("UPDATE cards SET activated_by = '' WHERE activated_by IN ('by_hand', 'recurring')")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_cards_known_trigger"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_cards_known_trigger"), "activated_by IN ('', 'new_leader', 'date')"
        )
        batch_op.drop_column("recurrence")
