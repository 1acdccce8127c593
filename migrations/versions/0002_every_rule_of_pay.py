"""Every rule of pay: pensions, loans, sickness, family leave, deductions and filing."""

from __future__ import annotations

import json
from decimal import Decimal

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_box",
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("box", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_form_box_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_form_box_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_box")),
        sa.UniqueConstraint("employer_id", "form", "line", name=op.f("uq_form_box_employer_id_form_line")),
    )
    with op.batch_alter_table("form_box", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_box_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_form_box_person_id"), ["person_id"], unique=False)

    op.create_table(
        "pension_duty",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_pension_duty_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pension_duty_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pension_duty")),
    )
    with op.batch_alter_table("pension_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pension_duty_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pension_duty_person_id"), ["person_id"], unique=False)

    op.create_table(
        "pension_scheme",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("employer_reference", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("worker_percent", sa.String(), nullable=False),
        sa.Column("employer_percent", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_pension_scheme_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pension_scheme_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pension_scheme")),
    )
    with op.batch_alter_table("pension_scheme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pension_scheme_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pension_scheme_person_id"), ["person_id"], unique=False)

    op.create_table(
        "rates_file",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("brought_in", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_rates_file_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_rates_file_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rates_file")),
    )
    with op.batch_alter_table("rates_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rates_file_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rates_file_person_id"), ["person_id"], unique=False)

    op.create_table(
        "family_leave",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("event_on", sa.Date(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("average", sa.String(), nullable=True),
        sa.Column("average_reason", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_family_leave_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_family_leave_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_family_leave_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_leave")),
    )
    with op.batch_alter_table("family_leave", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_leave_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_family_leave_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_family_leave_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "kept_average",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.String(), nullable=False),
        sa.Column("working", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_kept_average_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_kept_average_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_kept_average_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_average")),
    )
    with op.batch_alter_table("kept_average", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_average_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kept_average_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kept_average_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "pension_event",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("information_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_pension_event_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pension_event_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_pension_event_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pension_event")),
    )
    with op.batch_alter_table("pension_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pension_event_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pension_event_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pension_event_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "sickness",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("average", sa.Integer(), nullable=True),
        sa.Column("average_reason", sa.Text(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_sickness_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sickness_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_sickness_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sickness")),
    )
    with op.batch_alter_table("sickness", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sickness_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sickness_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sickness_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "standing_deduction",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("percent", sa.String(), nullable=True),
        sa.Column("protected", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("carries_shortfall", sa.Boolean(), nullable=False),
        sa.Column("administration", sa.Integer(), nullable=False),
        sa.Column("for_employer", sa.Boolean(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
            name=op.f("fk_standing_deduction_employer_id_employer"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_standing_deduction_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_standing_deduction_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_deduction")),
    )
    with op.batch_alter_table("standing_deduction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_standing_deduction_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_standing_deduction_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_standing_deduction_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "wage_terms",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("vehicle", sa.Text(), nullable=False),
        sa.Column("apprentice_since", sa.Date(), nullable=True),
        sa.Column("on_call_at", sa.Text(), nullable=False),
        sa.Column("nights", sa.String(), nullable=True),
        sa.Column("charge", sa.Integer(), nullable=False),
        sa.Column("family_exempt", sa.Boolean(), nullable=False),
        sa.Column("family_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_wage_terms_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_wage_terms_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_wage_terms_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wage_terms")),
    )
    with op.batch_alter_table("wage_terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wage_terms_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wage_terms_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wage_terms_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "family_leave_block",
        sa.Column("family_leave_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
            name=op.f("fk_family_leave_block_employer_id_employer"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["family_leave_id"],
            ["family_leave.id"],
            name=op.f("fk_family_leave_block_family_leave_id_family_leave"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_family_leave_block_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_leave_block")),
    )
    with op.batch_alter_table("family_leave_block", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_leave_block_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_family_leave_block_family_leave_id"), ["family_leave_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_family_leave_block_person_id"), ["person_id"], unique=False)

    op.create_table(
        "filing",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("pay_run_id", sa.Integer(), nullable=True),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_filing_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["pay_run_id"], ["pay_run.id"], name=op.f("fk_filing_pay_run_id_pay_run"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_filing_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_filing_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing")),
    )
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filing_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_filing_pay_run_id"), ["pay_run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_filing_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_filing_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "pay_over",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("standing_deduction_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_pay_over_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pay_over_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["standing_deduction_id"],
            ["standing_deduction.id"],
            name=op.f("fk_pay_over_standing_deduction_id_standing_deduction"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_over")),
        sa.UniqueConstraint(
            "employer_id",
            "kind",
            "standing_deduction_id",
            "first_day",
            name=op.f("uq_pay_over_employer_id_kind_standing_deduction_id_first_day"),
        ),
    )
    with op.batch_alter_table("pay_over", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pay_over_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pay_over_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pay_over_standing_deduction_id"), ["standing_deduction_id"], unique=False)

    op.create_table(
        "pay_item",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("payday", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.String(), nullable=True),
        sa.Column("rate", sa.String(), nullable=True),
        sa.Column("funder_id", sa.Integer(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("for_employer", sa.Boolean(), nullable=False),
        sa.Column("payslip_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_pay_item_employer_id_employer"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["funder_id"], ["funder.id"], name=op.f("fk_pay_item_funder_id_funder"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["payslip_id"], ["payslip.id"], name=op.f("fk_pay_item_payslip_id_payslip"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pay_item_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_pay_item_worker_id_worker"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_item")),
    )
    with op.batch_alter_table("pay_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pay_item_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pay_item_funder_id"), ["funder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pay_item_payslip_id"), ["payslip_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pay_item_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pay_item_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "payslip_deduction",
        sa.Column("payslip_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("goes", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("shortfall", sa.Integer(), nullable=False),
        sa.Column("pay_over_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
            name=op.f("fk_payslip_deduction_employer_id_employer"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["pay_over_id"],
            ["pay_over.id"],
            name=op.f("fk_payslip_deduction_pay_over_id_pay_over"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["payslip_id"], ["payslip.id"], name=op.f("fk_payslip_deduction_payslip_id_payslip"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_payslip_deduction_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payslip_deduction")),
    )
    with op.batch_alter_table("payslip_deduction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payslip_deduction_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payslip_deduction_pay_over_id"), ["pay_over_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payslip_deduction_payslip_id"), ["payslip_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payslip_deduction_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pay_over_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_allocation_pay_over_id"), ["pay_over_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_allocation_pay_over_id_pay_over"), "pay_over", ["pay_over_id"], ["id"], ondelete="RESTRICT"
        )

    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weekdays", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("holiday_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("from_year", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("use_by", sa.Date(), nullable=True))

    with op.batch_alter_table("opening_figures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("student_loan", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("postgraduate_loan", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("pension_paid", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("at_lel", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("lel_to_pt", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("pt_to_uel", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("statutory", sa.Text(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("earlier_job_pay", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("earlier_job_tax", sa.Integer(), nullable=False, server_default="0"))

    with op.batch_alter_table("payslip", schema=None) as batch_op:
        batch_op.add_column(sa.Column("student_loan", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("loan_plan", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("postgraduate_loan", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("pension", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("pension_method", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("employer_pension", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("pay_over_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_payslip_pay_over_id"), ["pay_over_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_payslip_pay_over_id_pay_over"), "pay_over", ["pay_over_id"], ["id"], ondelete="RESTRICT"
        )
        batch_op.add_column(sa.Column("recovered", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("deductions", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("at_lel", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("lel_to_pt", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("pt_to_uel", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("after_leaving", sa.Boolean(), nullable=False, server_default="0"))

    with op.batch_alter_table("payslip_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("source_id", sa.Integer(), nullable=True))

    with op.batch_alter_table("put_right", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default="hours"))

    _memberships_from_ticks()
    with op.batch_alter_table("tax_details", schema=None) as batch_op:
        batch_op.drop_column("in_pension")
        batch_op.add_column(sa.Column("told_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("previous_pay", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("previous_tax", sa.Integer(), nullable=True))

    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.add_column(sa.Column("relation_to_person", sa.Text(), nullable=False, server_default="none"))
        batch_op.add_column(sa.Column("lives_with_person", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("council_agreed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("council_agreement", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("title", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("sex", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("employer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paye_in_name_of", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("returns_signed_by", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("paper_agreed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("scheme_ceased_on", sa.Date(), nullable=True))

    _bands_from_what_each_payslip_was_worked_out_from()


def _bands_from_what_each_payslip_was_worked_out_from() -> None:
    """The National Insurance bands of earlier payslips get columns of their own."""
    books = op.get_bind()
    for row_id, inputs in books.execute(sa.text("SELECT id, inputs FROM payslip")).all():
        known = json.loads(inputs)
        bands = {name: int(Decimal(known.get(name, "0")).scaleb(2)) for name in ("at_lel", "lel_to_pt", "pt_to_uel")}
        set_bands = "UPDATE payslip SET at_lel = :at_lel, lel_to_pt = :lel_to_pt, pt_to_uel = :pt_to_uel WHERE id = :id"
        books.execute(sa.text(set_bands), {**bands, "id": row_id})


def _memberships_from_ticks() -> None:
    """A worker ticked as being in the pension has joined it, and left it where the tick was taken off again.

    How somebody came in was never asked, so it is told as plain joining, with a note on where it comes from.
    """
    books = op.get_bind()
    ticks = sa.text(
        "SELECT employer_id, person_id, worker_id, first_day, in_pension FROM tax_details ORDER BY worker_id, first_day"
    )
    kept = sa.text(
        "INSERT INTO pension_event (employer_id, person_id, worker_id, kind, day, note)"
        " VALUES (:employer, :person, :worker, :kind, :day, :note)"
    )
    inside: dict[int, bool] = {}
    for employer, person, worker, day, ticked in books.execute(ticks).all():
        if bool(ticked) != inside.get(worker, False):
            note = "Taken over from the tick with the tax code. How and when it began was not asked then."
            kind = "joined" if ticked else "ceased"
            values = {"employer": employer, "person": person, "worker": worker, "kind": kind, "day": day, "note": note}
            books.execute(kept, values)
        inside[worker] = bool(ticked)
