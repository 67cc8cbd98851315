"""Stand-ins for the systems outside the platform, each its own process; never part of the package."""
