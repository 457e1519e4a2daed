"""a task on the check-list can be somebody's, with a day: then it is a follow-up"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ASK = ("workspace_id", "activation_id", "purpose", "person_id", "anchor", "offset")
NO_TASK = sa.text("task_id IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("task_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_follow_ups_task_id"), "card_tasks", ["task_id"], ["id"]
        )
        batch_op.drop_constraint("uq_follow_ups_ask", type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_follow_ups_workspace_id_activation_id_task_id"),
            ["workspace_id", "activation_id", "task_id"],
        )
    op.create_index(
        "uq_follow_ups_ask",
        "follow_ups",
        list(ASK),
        unique=True,
        sqlite_where=NO_TASK,
        postgresql_where=NO_TASK,
    )


def downgrade() -> None:
    op.execute(
        "DELETE FROM nudge_items WHERE follow_up_id IN"
        " (SELECT id FROM follow_ups WHERE task_id IS NOT NULL)"
    )
    op.execute("DELETE FROM follow_ups WHERE task_id IS NOT NULL")
    op.drop_index("uq_follow_ups_ask", table_name="follow_ups")
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.drop_constraint(
            op.f("uq_follow_ups_workspace_id_activation_id_task_id"), type_="unique"
        )
        batch_op.drop_constraint(op.f("fk_follow_ups_task_id"), type_="foreignkey")
        batch_op.drop_column("task_id")
        batch_op.create_unique_constraint("uq_follow_ups_ask", list(ASK))
