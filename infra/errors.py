"""What can go wrong; each message is one sentence for the person who started it."""


class InfraError(Exception):
    """Packaging or deploying did not succeed."""


class PackageError(InfraError):
    """The package could not be made; the message says what to do. Nothing was touched in the cloud."""


class DeployError(InfraError):
    """The stack is not what was asked for; the message names the resource and the reason."""
