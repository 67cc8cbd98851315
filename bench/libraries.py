"""Libraries of three sizes: what a page, a search, a record and a new record cost must not depend on how many there are.

The records stand in Amazon's own DynamoDB Local, all three libraries in one table, written as the application writes
them. The operations go round the sizes, so that whatever else the machine does meets all of them. Requests and items
are counted at the database client.
"""

import contextlib
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from botocore.client import BaseClient

from chalicelib.directory import service as directory
from chalicelib.directory import store as directory_store
from chalicelib.directory.model import Department, Person
from chalicelib.libraries import browsing, editing, index_store, record_store, service
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.derivation import with_defaults, with_derived
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.indexing import items
from chalicelib.libraries.record_store import Author
from chalicelib.libraries.records import Record
from chalicelib.libraries.serving_writes import Definitions
from chalicelib.libraries.store import LIBRARIES
from chalicelib.platform import clock
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.serials import next_serials
from tests.store.store_support import PREFIX, client, create_tables, forget_connections
from tests.support import dynamodb_local

SIZES = tuple(int(size) for size in os.environ.get("BENCH_RECORDS", "1000,100000,1000000").split(","))
SEED, ROUNDS, WARM = 20261130, 200, 20
MOST_RATIO = 1.5
MEMORY_MB = 4096
KEEPER, DEPARTMENT = "keeper", 1
LOADERS, STEP = 4, 100
AUTHOR = Author("bench", "2026-11-30T00:00:00Z")
DEFINITION = """
key: bench-{size}
name: 仪表库
key_field: gauge_no
serial: "YB{{seq:8}}"
fields:
  gauge_no: {{label: 编号, type: text}}
  name: {{label: 名称, type: text, required: true}}
  model: {{label: 型号, type: text}}
  keeper: {{label: 保管人, type: user, required: true}}
  price: {{label: 原值, type: money, required: true}}
  due_on: {{label: 到期, type: date}}
  state: {{label: 状态, type: enum, default: 在用, options: {{在用: 在用, 停用: 停用}}}}
views:
  - {{key: dear, name: 贵重, columns: [gauge_no, name, price], sort: "-price"}}
  - {{key: stopped, name: 停用, columns: [gauge_no, name], filter: {{state: 停用}}, sort: gauge_no}}
permissions:
  - {{who: everyone, rows: all, ops: [read, create, update]}}
statistics:
  - {{key: number, name: 数量, count: true, by: [state]}}
"""
Row = tuple[str, int, float, float, float, float]
"""Operation, records, requests, items read, median and 99th percentile in milliseconds."""


@dataclass
class Counter:
    """Requests to the database, and items it answered."""

    requests: int = 0
    items: int = 0

    def saw(self, arguments: dict[str, Any], answer: dict[str, Any]) -> None:
        if _is_kept(arguments):
            return
        self.requests += 1
        self.items += len(answer.get("Items", ())) + bool(answer.get("Item"))
        self.items += sum(len(rows) for rows in answer.get("Responses", {}).values())


@dataclass
class Measured:
    requests: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    times: list[float] = field(default_factory=list)


def measure() -> tuple[list[Row], list[str]]:
    """The table, and what is not as promised."""
    with _database() as endpoint:
        print(f"seed {SEED}; loading {', '.join(f'{size:,}' for size in SIZES)} records", flush=True)
        for size in SIZES:
            _load(endpoint, size)
        found = _measured()
    rows = [
        (
            name,
            size,
            median(one.requests),
            median(one.items),
            median(one.times),
            quantiles(one.times, n=100)[-1],
        )
        for (name, size), one in found.items()
    ]
    return rows, list(_broken(found))


def _broken(found: dict[tuple[str, int], Measured]) -> Iterator[str]:
    for name in dict.fromkeys(name for name, _ in found):
        several = [found[name, size] for size in SIZES]
        for word in ("requests", "items"):
            seen = {number for one in several for number in getattr(one, word)}
            if len(seen) > 1:
                yield f"{name}: {word} are not constant: {sorted(seen)}"
        ratio = median(several[-1].times) / median(several[0].times)
        if ratio > MOST_RATIO:
            yield f"{name}: {SIZES[-1]:,} records take {ratio:.2f} times as long as {SIZES[0]:,}"


def _measured() -> dict[tuple[str, int], Measured]:
    chance = random.Random(SEED)
    found = {(name, size): Measured() for name in _OPERATIONS for size in SIZES}
    for number in range(WARM + ROUNDS):
        for name, operation in _OPERATIONS.items():
            for size in SIZES:
                library, key = f"bench-{size}", f"YB{chance.randrange(1, size + 1):08d}"
                with _counted() as counter:
                    began = time.perf_counter()
                    operation(library, key, number)
                    took = (time.perf_counter() - began) * 1000
                if number >= WARM:
                    one = found[name, size]
                    one.times.append(took)
                    one.requests.add(counter.requests)
                    one.items.add(counter.items)
    return found


def _list(library: str, _: str, number: int) -> None:
    page = browsing.page(library, KEEPER, Ask(view="dear", limit=20))
    assert len(page.lines) == 20, number


def _filter(library: str, key: str, number: int) -> None:
    """A view with a further condition that holds for every record in it: read are as many as are shown."""
    condition = Filter.model_validate({"price": {"gte": 0}})
    page = browsing.page(library, KEEPER, Ask(view="stopped", filter=condition, limit=20))
    assert len(page.lines) == 20, (key, number)


def _get(library: str, key: str, _: int) -> None:
    _, line = browsing.record(library, KEEPER, key)
    assert line.record.key == key


def _create(library: str, key: str, number: int) -> None:
    values = {"name": f"压力表 {key}", "keeper": KEEPER, "price": number}
    assert editing.create(library, KEEPER, values, Attempt(KEEPER, f"bench-{library}-{number}", values))


_OPERATIONS: dict[str, Callable[[str, str, int], None]] = {
    "list": _list,
    "filter": _filter,
    "get": _get,
    "create": _create,
}


def _is_kept(arguments: dict[str, Any]) -> bool:
    """Whether it reads what a function then keeps: definitions for a minute, who was renamed for ten seconds."""
    asked = [*arguments.get("Key", {}).values(), *arguments.get("ExpressionAttributeValues", {}).values()]
    return {"S": LIBRARIES} in asked or {"S": directory_store.ALIASES} in asked


@contextlib.contextmanager
def _counted() -> Iterator[Counter]:
    counter, call = Counter(), BaseClient._make_api_call  # noqa: SLF001 - every request goes through it

    def counting(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        answer = call(self, operation, arguments)
        counter.saw(arguments, answer)
        return answer

    BaseClient._make_api_call = counting  # noqa: SLF001
    try:
        yield counter
    finally:
        BaseClient._make_api_call = call  # noqa: SLF001


@contextlib.contextmanager
def _database() -> Iterator[str]:
    kept = dict(os.environ)
    with dynamodb_local.running(MEMORY_MB) as endpoint:
        create_tables(client(endpoint))
        os.environ.update(
            XT_STAGE="bench",
            XT_TABLE_PREFIX=PREFIX,
            AWS_ENDPOINT_URL=endpoint,
            AWS_ACCESS_KEY_ID="test",
            AWS_SECRET_ACCESS_KEY="test",  # noqa: S106
            AWS_DEFAULT_REGION="us-east-1",
            NO_PROXY="127.0.0.1",
        )
        forget_connections()
        directory.load([Department(DEPARTMENT, "计量所")], [Person(KEEPER, "保管员", "工程师", DEPARTMENT)])
        try:
            yield endpoint
        finally:
            os.environ.clear()
            os.environ.update(kept)
            forget_connections()


def _load(endpoint: str, size: int) -> None:
    """Records 1 to `size`, each with the index items its transaction would write; in batches, by several threads."""
    began, key = time.perf_counter(), f"bench-{size}"
    service.publish(DEFINITION.format(size=size), "bench")
    definitions = service.definitions(key)
    own = threading.local()

    def put(first: int) -> None:
        if not hasattr(own, "client"):
            own.client = client(endpoint)
        wanted = [
            row for number in range(first, min(first + STEP, size + 1)) for row in _rows(definitions, number)
        ]
        for start in range(0, len(wanted), 25):
            asked = {f"{PREFIX}-libraries": wanted[start : start + 25]}
            assert not own.client.batch_write_item(RequestItems=asked)["UnprocessedItems"]

    with ThreadPoolExecutor(LOADERS) as pool:
        for _ in pool.map(put, range(1, size + 1, STEP)):
            pass
    next_serials(f"library#{key}", definitions.current.pattern, clock.wall(clock.now()).date(), size)
    print(f"{size:,} records: {time.perf_counter() - began:.0f} s", flush=True)


def _rows(definitions: Definitions, number: int) -> Iterator[dict[str, Any]]:
    """A record and its index items as the database takes them."""
    library, key = definitions.current, f"YB{number:08d}"
    given = {
        "gauge_no": key,
        "name": f"压力表 {key}",
        "model": f"YB-{number % 97}",
        "keeper": KEEPER,
        "price": number * 7919 % 1_000_003,
        "state": "停用" if number % 2 else "在用",
    }
    values = with_derived(library, with_defaults(library, given))
    record = Record(key, values, 1, AUTHOR.at, definition=definitions.version)
    writes = [
        record_store.record_write(library.key, None, record, AUTHOR),
        *index_store.item_writes(library.key, key, frozenset(), items(library, record)),
    ]
    for write in writes:
        yield {"PutRequest": {"Item": write.row.serialize()}}
