"""The variables ministack reads when it is imported."""

import os
from pathlib import Path

from cli.local.settings import CLOCK
from infra.target import EMULATOR_ENVIRONMENT


def cloud_environment(*, port: int, host: str, state: Path, scratch: Path) -> dict[str, str]:
    """Return the variables ministack reads at import.

    Nothing is inherited but the basics, so that no proxy and no credential of the person at the
    keyboard reaches a Lambda worker.
    """
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TZ")
    inherited = {name: os.environ[name] for name in kept if name in os.environ}
    return (
        inherited
        | EMULATOR_ENVIRONMENT
        | {
            "GATEWAY_PORT": str(port),
            "BIND_HOST": host,
            "PERSIST_STATE": "1",
            "STATE_DIR": str(state),
            "XT_CLOCK_FILE": str(state.parent / CLOCK),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(state / "s3"),
            "TMPDIR": str(scratch),
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "LAMBDA_EXECUTOR": "local",
            "DOCKER_HOST": f"unix://{scratch}/no-docker.sock",
            "LOG_LEVEL": "WARNING",
            "AWS_EC2_METADATA_DISABLED": "true",
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
    )
