"""What a stage raises."""


class StageError(Exception):
    """A check failed; the text is what the person needs to see."""
