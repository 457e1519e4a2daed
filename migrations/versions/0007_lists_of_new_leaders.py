"""lists of new leaders, what HR's system asked, and accounts that come later"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leaders_files",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_leaders_files_card_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_leaders_files_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_leaders_files_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaders_files")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("leaders_files") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_leaders_files_workspace_id_person_id"),
            ["workspace_id", "person_id"],
            unique=False,
        )
    op.create_table(
        "listed_leaders",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'registered', 'already', 'left')",
            name=op.f("ck_listed_leaders_known_state"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["leaders_files.id"], name=op.f("fk_listed_leaders_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_listed_leaders_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_listed_leaders_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_leaders")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("listed_leaders") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listed_leaders_workspace_id_file_id_state"),
            ["workspace_id", "file_id", "state"],
            unique=False,
        )

    op.create_table(
        "hr_requests",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("fingerprint", sa.String(length=255), nullable=False),
        sa.Column("activation_id", sa.Integer(), nullable=True),
        sa.Column("was_new", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activation_id"], ["activations.id"], name=op.f("fk_hr_requests_activation_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_hr_requests_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hr_requests")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_hr_requests_workspace_id_key")),
    )
    with op.batch_alter_table("hr_requests") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hr_requests_workspace_id_made_at"),
            ["workspace_id", "made_at"],
            unique=False,
        )

    with op.batch_alter_table("activations") as batch_op:
        batch_op.add_column(sa.Column("subject_person_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_activations_subject_person_id"),
            "people",
            ["subject_person_id"],
            ["id"],
        )
    op.create_table(
        "sightings",
        sa.Column("activation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=255), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("answer IN ('', 'yes', 'no')", name=op.f("ck_sightings_known_answer")),
        sa.ForeignKeyConstraint(
            ["activation_id"], ["activations.id"], name=op.f("fk_sightings_activation_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["people.id"], name=op.f("fk_sightings_answered_by_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sightings_person_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_sightings_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sightings")),
        sa.UniqueConstraint(
            "workspace_id",
            "activation_id",
            "person_id",
            name=op.f("uq_sightings_workspace_id_activation_id_person_id"),
        ),
    )


def downgrade() -> None:
    op.drop_table("sightings")
    with op.batch_alter_table("activations") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_activations_subject_person_id"), type_="foreignkey")
        batch_op.drop_column("subject_person_id")
    with op.batch_alter_table("hr_requests") as batch_op:
        batch_op.drop_index(batch_op.f("ix_hr_requests_workspace_id_made_at"))
    op.drop_table("hr_requests")
    with op.batch_alter_table("listed_leaders") as batch_op:
        batch_op.drop_index(batch_op.f("ix_listed_leaders_workspace_id_file_id_state"))
    op.drop_table("listed_leaders")
    with op.batch_alter_table("leaders_files") as batch_op:
        batch_op.drop_index(batch_op.f("ix_leaders_files_workspace_id_person_id"))
    op.drop_table("leaders_files")
