"""The platform on one machine: the cloud emulator, the stand-ins and the web gateway, supervised."""
