"""`.chalice/` is generated and committed."""

import json

from infra import chalice_config
from infra.functions import FUNCTIONS
from infra.package import ROOT


def test_the_committed_files_are_those_the_list_would_write():
    assert chalice_config.stale(ROOT / ".chalice") == []


def test_no_function_gets_a_policy_chalice_guessed():
    config = chalice_config.config()
    assert config["autogen_policy"] is False
    assert {f.name for f in FUNCTIONS} == set(config["lambda_functions"])
    assert all(f["iam_policy_file"] for f in config["lambda_functions"].values())


def test_a_file_that_is_not_ours_is_reported(tmp_path):
    chalice_config.write(tmp_path)
    (tmp_path / "policy-dev.json").write_text(json.dumps({}))
    assert chalice_config.stale(tmp_path) == ["policy-dev.json"]
