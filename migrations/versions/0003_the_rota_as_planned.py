"""The rota as planned: patterns, terms, limits, cover, notices; leave asked for, other leave, fit notes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pattern_exception",
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
            name=op.f("fk_pattern_exception_employer_id_employer"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pattern_exception_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern_exception")),
    )
    with op.batch_alter_table("pattern_exception", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pattern_exception_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pattern_exception_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_pattern_exception_series_day", ["series", "day"], unique=False)

    op.create_table(
        "term",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_term_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_term_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    with op.batch_alter_table("term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_term_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_term_person_id"), ["person_id"], unique=False)

    op.create_table(
        "cover_contact",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("rate", sa.String(), nullable=True),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("limits", sa.Text(), nullable=False),
        sa.Column("same_household", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_cover_contact_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_cover_contact_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_cover_contact_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_contact")),
    )
    with op.batch_alter_table("cover_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cover_contact_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cover_contact_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cover_contact_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "pattern",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("miles", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("outing", sa.Integer(), nullable=True),
        sa.Column("people_needed", sa.Integer(), nullable=False),
        sa.Column("seasons", sa.Text(), nullable=False),
        sa.Column("bank_holidays", sa.Text(), nullable=False),
        sa.Column("filled_to", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_pattern_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pattern_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_pattern_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern")),
    )
    with op.batch_alter_table("pattern", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pattern_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pattern_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pattern_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "work_limit",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("weekly_minutes", sa.Integer(), nullable=True),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("earliest_minute", sa.Integer(), nullable=True),
        sa.Column("latest_minute", sa.Integer(), nullable=True),
        sa.Column("opted_out_on", sa.Date(), nullable=True),
        sa.Column("opt_out_ends", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_work_limit_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_work_limit_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_work_limit_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_limit")),
    )
    with op.batch_alter_table("work_limit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_limit_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_limit_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_limit_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "fit_note",
        sa.Column("sickness_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_fit_note_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_fit_note_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sickness_id"], ["sickness.id"], name=op.f("fk_fit_note_sickness_id_sickness"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fit_note")),
    )
    with op.batch_alter_table("fit_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fit_note_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fit_note_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fit_note_sickness_id"), ["sickness_id"], unique=False)

    op.create_table(
        "pattern_share",
        sa.Column("pattern_id", sa.Integer(), nullable=False),
        sa.Column("funder_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_pattern_share_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["funder_id"], ["funder.id"], name=op.f("fk_pattern_share_funder_id_funder"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["pattern_id"], ["pattern.id"], name=op.f("fk_pattern_share_pattern_id_pattern"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pattern_share_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern_share")),
    )
    with op.batch_alter_table("pattern_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pattern_share_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pattern_share_funder_id"), ["funder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pattern_share_pattern_id"), ["pattern_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pattern_share_person_id"), ["person_id"], unique=False)

    op.create_table(
        "shift_notice",
        sa.Column("shift_id", sa.Integer(), nullable=True),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("cover_contact_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cover_contact_id"],
            ["cover_contact.id"],
            name=op.f("fk_shift_notice_cover_contact_id_cover_contact"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_shift_notice_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_shift_notice_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_shift_notice_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_notice")),
    )
    with op.batch_alter_table("shift_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shift_notice_cover_contact_id"), ["cover_contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shift_notice_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shift_notice_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_shift_notice_shift_id", ["shift_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shift_notice_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "other_leave",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("paid", sa.Boolean(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("payslip_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_other_leave_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["payslip_id"], ["payslip.id"], name=op.f("fk_other_leave_payslip_id_payslip"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_other_leave_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_other_leave_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_leave")),
    )
    with op.batch_alter_table("other_leave", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_other_leave_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_other_leave_payslip_id"), ["payslip_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_other_leave_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_other_leave_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "leave_request",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("leave_booking_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_leave_request_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["leave_booking_id"],
            ["leave_booking.id"],
            name=op.f("fk_leave_request_leave_booking_id_leave_booking"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_leave_request_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_leave_request_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_request")),
    )
    with op.batch_alter_table("leave_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_request_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_leave_request_leave_booking_id"), ["leave_booking_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_leave_request_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_leave_request_worker_id"), ["worker_id"], unique=False)

    with op.batch_alter_table("leave_booking", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paid_with_id", sa.Integer(), nullable=True))

    with op.batch_alter_table("pay_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shift_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_pay_item_shift_id"), ["shift_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_pay_item_shift_id_shift"), "shift", ["shift_id"], ["id"], ondelete="RESTRICT"
        )

    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pattern_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("pattern_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("people_needed", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("came_from", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_shift_pattern_id"), ["pattern_id"], unique=False)
        batch_op.create_index("ix_shift_outing", ["outing"], unique=False)
        batch_op.create_index("ix_shift_person_day", ["person_id", "day"], unique=False)
        batch_op.create_index("ix_shift_worker_day", ["worker_id", "day"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_shift_pattern_id_pattern"), "pattern", ["pattern_id"], ["id"], ondelete="RESTRICT"
        )

    with op.batch_alter_table("timesheet", schema=None) as batch_op:
        batch_op.add_column(sa.Column("signed_by", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("signed_at", sa.String(), nullable=True))

    op.create_table(
        "rate_part",
        sa.Column("funder_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("amount", sa.String(), nullable=False),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_rate_part_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["funder_id"], ["funder.id"], name=op.f("fk_rate_part_funder_id_funder"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_rate_part_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_part")),
    )
    with op.batch_alter_table("rate_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_part_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rate_part_funder_id"), ["funder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rate_part_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("funder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profile", sa.Text(), nullable=False, server_default=""))

    _those_who_go_together_are_needed_together()
    op.get_bind().execute(sa.text("UPDATE funder SET cycle = 'on_request' WHERE cycle = 'typed'"))


def _those_who_go_together_are_needed_together() -> None:
    """Where several went out together, so many were needed."""
    op.get_bind().execute(
        sa.text(
            "UPDATE shift SET people_needed = (SELECT COUNT(*) FROM shift mate WHERE mate.outing = shift.outing"
            " AND mate.day = shift.day) WHERE outing IS NOT NULL"
        )
    )
