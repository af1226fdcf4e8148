"""What a user can put right."""


class Problem(Exception):
    """Told in one sentence, without a traceback."""
