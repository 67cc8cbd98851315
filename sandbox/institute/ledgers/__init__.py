"""What the demo institute has in its libraries: assets, stores, instruments, contracts, seals, money, time.

Made from the institute and a day alone: the same for the same day. Figures of one ledger are what the records of
another add up to, and every record that is named is there.
"""

from collections.abc import Mapping

from sandbox.institute.ledgers.assets import assets
from sandbox.institute.ledgers.attendance import attendance
from sandbox.institute.ledgers.budgets import budgets, projects
from sandbox.institute.ledgers.contracts import contracts, with_use
from sandbox.institute.ledgers.instruments import instruments, with_hours
from sandbox.institute.ledgers.materials import materials
from sandbox.institute.ledgers.model import FEW, FULL, Office, Sizes, Values
from sandbox.institute.ledgers.seals import seals
from sandbox.institute.ledgers.standards import standards
from sandbox.institute.ledgers.suppliers import suppliers, with_deals
from sandbox.institute.ledgers.usages import usages

__all__ = ["FEW", "FULL", "Office", "Sizes", "Values", "ledgers"]


def ledgers(office: Office, sizes: Sizes = FULL) -> Mapping[str, tuple[Values, ...]]:
    """The records of each library by its key; what others name comes before them."""
    sellers, money = suppliers(office, sizes), budgets(office, sizes)
    owned = assets(office, sellers, money, sizes)
    shared = instruments(office, owned, sizes)
    signed = contracts(office, sellers, money, shared, sizes)
    used = usages(office, shared, signed, money, sizes)
    stored, moved = materials(office, sellers, money, sizes)
    return {
        "supplier": with_deals(sellers, signed),
        "research-budget": money,
        "research-project": projects(office, money, sizes),
        "fixed-asset": owned,
        "instrument": with_hours(shared, used),
        "contract": with_use(signed, used),
        "instrument-usage": used,
        "material": stored,
        "material-txn": moved,
        "metrology-standard": standards(office, sizes),
        "seal": seals(office, sizes),
        "attendance-day": attendance(office, sizes),
    }
