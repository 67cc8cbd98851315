"""How often each call meets which fault in a fault run."""

from tests.support.fake_aws import faults
from tests.support.fake_aws.faults import Rates

DOUBLE_CLICKS = 0.1
_READ = {
    faults.THROTTLE: 0.008,
    faults.SERVER_ERROR: 0.003,
    faults.REPLY_LOST: 0.004,
    faults.DEATH_BEFORE: 0.0015,
    faults.DEATH_AFTER: 0.0015,
    faults.OVERTAKEN: 0.02,
}
_WRITE = {
    faults.THROTTLE: 0.02,
    faults.SERVER_ERROR: 0.01,
    faults.REPLY_LOST: 0.04,
    faults.CONFLICT: 0.03,
    faults.DEATH_BEFORE: 0.015,
    faults.DEATH_AFTER: 0.015,
    faults.OVERTAKEN: 0.05,
}
_CALL = {kind: rate for kind, rate in _WRITE.items() if kind != faults.CONFLICT}
_STEP = {
    faults.THROTTLE: 0.02,
    faults.RAISE: 0.004,
    faults.CRASH_BEFORE: 0.01,
    faults.CRASH_AFTER: 0.02,
    faults.TWICE: 0.05,
    faults.LATE: 0.03,
}
_JOB = {kind: rate for kind, rate in _STEP.items() if kind != faults.LATE}
_DELIVERY = {faults.DUPLICATE: 0.05, faults.REORDER: 0.05, faults.DELAY: 0.08, faults.DROP: 0.04}
_NEWS = {faults.DUPLICATE: 0.2, faults.DELAY: 0.2, faults.DROP: 0.2}

EVERYTHING: Rates = {
    ("dynamodb", "*"): _READ,
    ("dynamodb", "UpdateItem"): _WRITE,
    ("dynamodb", "PutItem"): _WRITE,
    ("dynamodb", "TransactWriteItems"): _WRITE,
    ("stepfunctions", "*"): _CALL,
    ("sqs", "*"): _CALL,
    ("functions", "*"): _CALL,
    **{("lambda", name): _STEP for name in ("open_node", "run_effect", "close_request")},
    ("lambda", "*"): _JOB,
    ("stream", "*"): _DELIVERY,
    ("schedule", "*"): _NEWS,
    ("events", "*"): _NEWS,
}
NOTHING: Rates = {}
