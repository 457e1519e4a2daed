"""what was given up, until somebody has seen to it"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undelivered",
        sa.Column("outgoing_id", sa.Uuid(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(length=255), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_undelivered_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["process_id"], ["processes.id"], name=op.f("fk_undelivered_process_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_undelivered_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undelivered")),
        sa.UniqueConstraint(
            "workspace_id", "outgoing_id", name=op.f("uq_undelivered_workspace_id_outgoing_id")
        ),
    )
    with op.batch_alter_table("undelivered", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_undelivered_workspace_id_process_id"),
            ["workspace_id", "process_id"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("undelivered", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_undelivered_workspace_id_process_id"))

    op.drop_table("undelivered")
