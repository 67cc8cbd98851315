"""Runs state machines (Amazon States Language in JSONata) in memory: for rehearsals, checks and tests. Pure.

The host invokes what is `pending` and says what came of it; time is what the host says it is. What is written here
follows the States Language and the answers of AWS, with the names of its errors.
"""

from chalicelib.flows.interpreter.execution import Execution
from chalicelib.flows.interpreter.line import TokenGoneError, Work
from chalicelib.flows.interpreter.values import MAX_STATE_BYTES, StateFailedError

__all__ = ["MAX_STATE_BYTES", "Execution", "StateFailedError", "TokenGoneError", "Work"]
