"""whoever was responsible has a calendar file of their own, that can be taken back"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ONE = "uq_calendar_files_workspace_id_activation_id"
EACH = "uq_calendar_files_workspace_id_activation_id_person_id"


def upgrade() -> None:
    with op.batch_alter_table("calendar_files") as batch:
        batch.drop_constraint(op.f(ONE), type_="unique")
        batch.create_unique_constraint(op.f(EACH), ["workspace_id", "activation_id", "person_id"])


def downgrade() -> None:
    op.execute(
        "DELETE FROM calendar_files WHERE id NOT IN"
        " (SELECT max(id) FROM calendar_files GROUP BY workspace_id, activation_id)"
    )
    with op.batch_alter_table("calendar_files") as batch:
        batch.drop_constraint(op.f(EACH), type_="unique")
        batch.create_unique_constraint(op.f(ONE), ["workspace_id", "activation_id"])
