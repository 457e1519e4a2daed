"""which of two edits was the later one, in whatever order they are told"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "contributions",
        sa.Column("edited_ts", sa.String(length=255), server_default="", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("contributions", "edited_ts")
