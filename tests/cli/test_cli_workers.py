"""Functions share one package: kept, hashed and unpacked once, whoever reads it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from cli.local import workers

ARN = "arn:aws:lambda:us-east-1:000000000000:function:works"
HANDLER = """
import pathlib, sys
import beside

def handler(event, context):
    print("heard", file=sys.stderr, flush=True)
    return [beside.NAME, str(pathlib.Path(__file__).parent.resolve())]
"""


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put in its place in ministack is taken out again."""
    for owner, name in (
        (lambda_svc, "_fetch_code_from_s3"),
        (lambda_svc, "_write_code_blob"),
        (lambda_runtime, "zipfile"),
        (lambda_runtime.Worker, "_spawn"),
        (lambda_runtime.Worker, "_drain_stderr_bounded"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list[lambda_runtime.Worker]]:
    """Two functions of the same package, which each holds for itself."""
    workers.share_packages(tmp_path / "packages")
    config = {"Handler": "works.handler", "Runtime": "python3.11", "FunctionArn": ARN, "Timeout": 30}
    found = [lambda_runtime.Worker(name, config, package()) for name in ("one", "two")]
    yield found
    for worker in found:
        end(worker)


def end(worker: lambda_runtime.Worker) -> None:
    """Killed by ministack, a process leaves its pipes open."""
    process, reader = worker._proc, getattr(worker, "_stderr_thread", None)
    worker.kill()
    if process is not None:
        reader.join(10)
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


def package(**more: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in {"works.py": HANDLER, "beside.py": "NAME = 'beside'", **more}.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return made.getvalue()


def test_functions_of_one_package_run_from_one_folder(started, tmp_path):
    answers = [worker.invoke({}, "id") for worker in started]
    (folder,) = (tmp_path / "packages").iterdir()
    assert [one["result"] for one in answers] == [["beside", str(folder)]] * 2
    assert [one["log"] for one in answers] == ["heard", "heard"]
    assert {path.name for path in folder.iterdir()} >= {"works.py", "beside.py"}


def test_a_function_that_ends_takes_nothing_from_the_others(started, tmp_path):
    for worker in started:
        worker.invoke({}, "id")
    end(started[0])
    assert started[1].invoke({}, "id")["status"] == "ok"
    (folder,) = (tmp_path / "packages").iterdir()
    assert (folder / "works.py").exists()


def test_another_package_is_another_folder_and_a_half_unpacked_one_is_begun_anew(tmp_path):
    packages = workers.Packages(tmp_path)
    digest = packages.digest(package())
    (tmp_path / f"{digest}.new" / "left over").mkdir(parents=True)
    for code in (package(), package(more="x")):
        with workers.Archive(io.BytesIO(packages.stand_in(code))) as archive:
            target = tmp_path / f"of {packages.digest(code)}"
            target.mkdir()
            archive.extractall(target)
    assert sorted(path.name for path in (tmp_path / digest).iterdir()) == ["beside.py", "works.py"]
    assert (tmp_path / f"of {packages.digest(package(more='x'))}" / "more").read_text() == "x"


def test_any_other_zip_is_extracted_as_ever(tmp_path):
    with workers.Archive(io.BytesIO(package())) as archive:
        archive.extractall(tmp_path / "out")
    assert not (tmp_path / "out").is_symlink()
    assert (tmp_path / "out" / "works.py").read_text() == HANDLER


def test_equal_packages_are_kept_once_and_each_is_written_under_its_digest(monkeypatch, tmp_path):
    monkeypatch.setattr(lambda_svc, "CODE_BLOB_DIR", str(tmp_path / "blobs"))
    monkeypatch.setattr(lambda_svc, "_fetch_code_from_s3", lambda key: package(key=key) if key else None)
    workers.share_packages(tmp_path)
    one, again, other, nothing = (lambda_svc._fetch_code_from_s3(key) for key in ("a", "a", "b", ""))
    assert one is again
    assert one != other == package(key="b")
    assert nothing is None
    digests = [lambda_svc._write_code_blob(code) for code in (one, other, one)]
    assert digests[0] == digests[2] != digests[1]
    assert [lambda_svc._read_code_blob(digest) for digest in digests] == [one, other, one]
