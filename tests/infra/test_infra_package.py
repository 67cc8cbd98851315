"""The zip that goes to Lambda."""

import hashlib
import importlib.util
import sys
import zipfile

import pytest
from infra_support import PROD

from infra import layer
from infra.errors import PackageError
from infra.layer import SERVICES
from infra.package import ROOT, _compare_functions, _refuse_partition, package
from infra.stage import Stage


@pytest.fixture(scope="session")
def names(packaged) -> list[str]:
    with zipfile.ZipFile(packaged(PROD).code) as archive:
        return archive.namelist()


def test_packaging_twice_gives_the_same_bytes(packaged, tmp_path):
    assert package(Stage("local"), tmp_path).code_digest == packaged(PROD).code_digest


def test_the_zip_stays_under_the_limits_of_lambda(packaged, names, capsys):
    with zipfile.ZipFile(packaged(PROD).code) as archive:
        unzipped = sum(info.file_size for info in archive.infolist())
    zipped = packaged(PROD).code.stat().st_size
    with capsys.disabled():
        sys.stdout.write(f"zip {zipped / 1e6:.1f} MB, unzipped {unzipped / 1e6:.1f} MB, {len(names)} files\n")
    # Lambda takes 50 MB and 250 MB. Spreadsheets, PDF (with pillow) and its font are 13 MB of it.
    assert zipped < 40_000_000
    assert unzipped < 120_000_000


def test_every_module_comes_with_its_bytecode(names):
    tag = sys.implementation.cache_tag
    present = set(names)
    for name in names:
        if name.endswith(".py") and not name.startswith("chalicelib/messages"):
            folder, _, file = name.rpartition("/")
            bytecode = f"{folder}/__pycache__/{file[:-3]}.{tag}.pyc".lstrip("/")
            assert bytecode in present, name


def test_bytecode_is_used_without_looking_at_the_source(packaged):
    with zipfile.ZipFile(packaged(PROD).code) as archive:
        header = archive.read(f"__pycache__/app.{sys.implementation.cache_tag}.pyc")[:8]
    assert header[:4] == importlib.util.MAGIC_NUMBER
    assert int.from_bytes(header[4:], "little") == 0b01  # hash-based, not checked (PEP 552)


def test_every_file_has_the_same_date(packaged):
    with zipfile.ZipFile(packaged(PROD).code) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_wheel_was_built_on_this_machine(packaged, names):
    with zipfile.ZipFile(packaged(PROD).code) as archive:
        for name in (name for name in names if name.endswith(".dist-info/WHEEL")):
            tags = [line for line in archive.read(name).decode().splitlines() if line.startswith("Tag:")]
            assert tags
            assert not [tag for tag in tags if tag.endswith("-linux_x86_64")], name


def test_only_the_services_we_call_are_described(names):
    described = {
        name.split("/")[2] for name in names if name.startswith("botocore/data/") and name.count("/") > 2
    }
    assert described == set(SERVICES)


def test_nothing_but_the_application_and_its_dependencies_is_shipped(names):
    top = {name.split("/")[0] for name in names}
    assert {"app.py", "chalicelib", "chalice", "boto3"} <= top
    assert top.isdisjoint({"tests", "infra", "sandbox", "cli", ".chalice", "requirements.txt"})


def test_a_wheel_built_on_this_machine_is_refused_by_name(tmp_path):
    info = tmp_path / "pillow-13.0.0.dist-info"
    info.mkdir()
    (info / "WHEEL").write_text("Wheel-Version: 1.0\nTag: cp311-cp311-linux_x86_64\n")
    with pytest.raises(PackageError, match=r"pillow-13\.0\.0 was built from source"):
        layer._refuse_foreign_wheels(tmp_path)


def test_a_wheel_for_lambda_is_taken(tmp_path):
    info = tmp_path / "pillow-12.2.0.dist-info"
    info.mkdir()
    (info / "WHEEL").write_text(
        "Tag: cp311-cp311-manylinux_2_17_x86_64\nTag: cp311-cp311-manylinux2014_x86_64\n"
    )
    layer._refuse_foreign_wheels(tmp_path)


def test_other_requirements_are_another_layer(tmp_path):
    here, there = tmp_path / "a.txt", tmp_path / "b.txt"
    here.write_text("boto3==1.0")
    there.write_text("boto3==2.0")
    assert layer._key(here) != layer._key(there)


def test_the_same_requirements_are_built_once(tmp_path):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("")
    made = tmp_path / "cache" / f"layer-{layer._key(requirements)}.zip"
    made.parent.mkdir()
    made.write_bytes(b"kept")
    assert layer.layer(requirements, tmp_path / "cache").read_bytes() == b"kept"


def test_a_function_the_app_does_not_declare_is_named():
    with pytest.raises(PackageError, match="lists APIHandler, ApplyChanges, CallSystem"):
        _compare_functions({"Resources": {}})


def test_a_function_the_list_does_not_know_is_named(template):
    functions = {n: r for n, r in template["Resources"].items() if r["Type"] == "AWS::Lambda::Function"}
    written = {name: {"Type": "AWS::Serverless::Function"} for name in [*functions, "Surprise"]}
    with pytest.raises(PackageError, match=r"app\.py declares Surprise"):
        _compare_functions({"Resources": written})


def test_an_arn_with_its_partition_is_refused_with_its_place():
    with pytest.raises(PackageError, match=r"chalicelib/x\.py writes out the partition"):
        _refuse_partition("chalicelib/x.py", "A = 'arn:" + "aws:s3:::bucket'")


def test_the_digest_is_the_sha256_of_the_file(packaged):
    made = packaged(PROD)
    assert made.code_digest == hashlib.sha256(made.code.read_bytes()).hexdigest()


def test_packaging_leaves_the_working_tree_alone():
    assert not (ROOT / ".chalice" / "deployments").exists()
