"""Every check, in order, as CI runs them: `make test`."""
