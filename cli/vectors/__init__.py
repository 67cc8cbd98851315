"""Known answers of the vendors' protocols, held against the product's own code: one checker for each kind of file."""
