"""Two directories that change at random, and the events between them, for the convergence of the sync."""
