"""Directory: people, departments and roles."""
