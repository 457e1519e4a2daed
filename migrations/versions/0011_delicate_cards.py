"""delicate cards, and what is in use of them"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BY_THEME = """
UPDATE cards SET is_delicate = true WHERE chosen_id IN (
    SELECT id FROM chosen
    WHERE theme IN ('overload', 'sickness_absence', 'difficult_cases', 'relation_help')
)
"""
IN_USE = """
UPDATE activations SET is_delicate = true
WHERE card_id IN (SELECT id FROM cards WHERE is_delicate)
"""


def upgrade() -> None:
    for table in ("cards", "activations"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column("is_delicate", sa.Boolean(), nullable=False, server_default=sa.false())
            )
    op.execute(BY_THEME)
    op.execute(IN_USE)


def downgrade() -> None:
    # whoever gave a name was told that few would see it
    op.execute("UPDATE activations SET subject_name = '', subject_email = '' WHERE is_delicate")
    for table in ("activations", "cards"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("is_delicate")
