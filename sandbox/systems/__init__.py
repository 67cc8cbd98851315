"""A stand-in for the other systems an institute has joined: takes signed calls, sends signed events."""
