"""What the launcher says when there is no database to be had."""


class NoDatabaseError(Exception):
    """The embedded database cannot be used; the text says why and what helps."""
