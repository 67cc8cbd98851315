"""Everything the stand-in answers, in one list."""

from starlette.applications import Starlette
from starlette.middleware import Middleware

from sandbox.wecom import (
    agents,
    book,
    callback_door,
    callback_pages,
    checkins,
    contacts,
    door,
    faults,
    health,
    identity,
    livings,
    meetings,
    messages,
    oauth,
    pages,
    tags,
    tickets,
    tokens,
)
from sandbox.wecom.api import Api
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.store import Store


def create_app(store: Store, credentials: Credentials) -> Starlette:
    """The API, the sign-in page, the phones and the test-side door over one store."""
    get_token = Api(
        "GET",
        "gettoken",
        lambda call: tokens.issue(
            call.store, call.credentials, call.query.get("corpid"), call.query.get("corpsecret")
        ),
        families=(),
    )
    families = (
        agents,
        identity,
        contacts,
        book,
        tags,
        messages,
        tickets,
        meetings,
        livings,
        health,
        checkins,
    )
    apis = (get_token, *(api for family in families for api in family.APIS))
    return Starlette(
        routes=[
            *[api.route(store, credentials) for api in apis],
            *oauth.routes(store, credentials),
            *door.routes(store, credentials),
            *callback_door.routes(store, credentials),
            *pages.routes(store, credentials),
            *callback_pages.routes(store, credentials),
        ],
        middleware=[Middleware(faults.FaultMiddleware, store=store)],
    )
