"""Imports and exports: jobs of a person over one library, in steps that survive the death of whoever works on them."""
