"""Writes of the office: agreements and their files."""

import secrets
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.bulk import Checked, Linked, check_all
from hannover_intl.core.pdf_uploads import check_pdf
from hannover_intl.core.versioning import claim_version
from partnerships.models import Agreement
from partnerships.services.cleaning import clean_texts


def save_agreement(
    actor: Actor, *, agreement: Agreement, expected_version: int | None, upload: "File[bytes] | None" = None
) -> Agreement:
    """Create or change an agreement; an uploaded file is checked first and replaces the former one.

    The check takes its time, so it is done before the transaction. A former file stays stored for the history.
    Raises ValidationError by field (``file`` for the upload) and VersionConflict.
    """
    clean_texts(agreement)
    if upload is None:
        return _save(actor, agreement, expected_version)
    try:
        checked = check_pdf(upload)
    except ValidationError as error:
        raise ValidationError({"file": error.error_list}) from error
    # The name says nothing and cannot be guessed; what the file was called is not kept.
    agreement.file.save(f"{secrets.token_hex(16)}.pdf", ContentFile(checked.content), save=False)
    agreement.file_size, agreement.file_sha256 = len(checked.content), checked.sha256
    try:
        return _save(actor, agreement, expected_version)
    except BaseException:
        agreement.file.delete(save=False)
        raise


def check_agreements(agreements: Sequence[Agreement]) -> Checked:
    """Ask the rules of ``save_agreement`` about many agreements; nothing is written. Files come one by one."""
    return check_all([Linked(agreement) for agreement in agreements], lambda row: clean_texts(row.instance))


@transaction.atomic
def _save(actor: Actor, agreement: Agreement, expected_version: int | None) -> Agreement:
    if agreement.pk is not None and expected_version is not None:
        claim_version(agreement, expected_version)
    save_audited(agreement, actor=actor)
    return agreement
