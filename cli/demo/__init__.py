"""One leave request from beginning to end, over HTTP, as the people who would do it on their phones."""
