"""Kinds of ids in addresses."""

from werkzeug.routing import BaseConverter


class PublicId(BaseConverter):
    """An id that may stand in an address: letters, digits, ``-`` and ``_``."""

    regex = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
