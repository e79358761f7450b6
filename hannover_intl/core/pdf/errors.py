"""What can go wrong while a PDF is made; ``str()`` of each is a sentence for the user."""


class PdfError(Exception):
    """There is no PDF, and the message says what to do."""


class PdfLimitExceeded(PdfError):  # noqa: N818 -- reads better where it is raised: the limit is the news
    """The document needs more memory or time than one PDF may take."""
