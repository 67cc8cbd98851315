"""What an administrator would copy from the WeCom console. Made up, so they may stand in the open."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self

Family = Literal["app", "contacts"]

CORP_ID: Final = "ww00000000demo0001"
AGENT_ID: Final = 1000002
APP_SECRET: Final = "sandbox-app-secret-0000000000000000000000001"  # noqa: S105
CONTACTS_SECRET: Final = "sandbox-contacts-secret-00000000000000000001"  # noqa: S105
CALLBACK_TOKEN: Final = "sandboxCallbackToken01"  # noqa: S105
CALLBACK_AES_KEY: Final = "c2FuZGJveC1jYWxsYmFjay1hZXMta2V5LTAwMDAwMDE"
TRUSTED_DOMAINS: Final = "127.0.0.1,localhost"


@dataclass(frozen=True, slots=True)
class Credentials:
    """One enterprise, its self-built app and its contact-sync assistant.

    `trusted_domains` are the hosts a sign-in may return to (可信域名).
    """

    corp_id: str = CORP_ID
    agent_id: int = AGENT_ID
    app_secret: str = APP_SECRET
    contacts_secret: str = CONTACTS_SECRET
    callback_token: str = CALLBACK_TOKEN
    callback_aes_key: str = CALLBACK_AES_KEY
    trusted_domains: frozenset[str] = frozenset(TRUSTED_DOMAINS.split(","))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """XT_WECOM_CORP_ID, _AGENT_ID, _SECRET, _CONTACTS_SECRET, _TRUSTED_DOMAINS (comma-separated)."""
        domains = environment.get("XT_WECOM_TRUSTED_DOMAINS") or TRUSTED_DOMAINS
        return cls(
            corp_id=environment.get("XT_WECOM_CORP_ID") or CORP_ID,
            agent_id=int(environment.get("XT_WECOM_AGENT_ID") or AGENT_ID),
            app_secret=environment.get("XT_WECOM_SECRET") or APP_SECRET,
            contacts_secret=environment.get("XT_WECOM_CONTACTS_SECRET") or CONTACTS_SECRET,
            trusted_domains=frozenset(part.strip() for part in domains.split(",") if part.strip()),
        )

    def family(self, secret: str) -> Family | None:
        """Which of the two a secret opens, if any."""
        families: dict[str, Family] = {self.app_secret: "app", self.contacts_secret: "contacts"}
        return families.get(secret)
