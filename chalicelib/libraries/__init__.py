"""Modelling libraries (建模库): definitions, records, ledgers."""
