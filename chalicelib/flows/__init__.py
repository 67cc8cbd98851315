"""Flows (流程): the written side. Definition, verifier, compiler, registry."""
