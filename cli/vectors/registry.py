"""Who checks which file: by its name, or by the name under its `algorithm`. A new vendor is one line here."""

from collections.abc import Mapping
from pathlib import Path

from cli.vectors import adms, biotime, qiyuesuo, research, terminal, wecom
from cli.vectors.judging import Checker, Outcome, judge

CHECKERS: Mapping[str, Checker] = {
    "wecom_callback": wecom.CALLBACK,
    "wecom_jssdk": wecom.JSSDK,
    "qiyuesuo": qiyuesuo.QIYUESUO,
    "research_webhook": research.WEBHOOK,
    "zk_adms": adms.ADMS,
    "zk_tcp4370": terminal.TCP,
    "biotime": biotime.BIOTIME,
}


def run(folder: Path) -> list[Outcome]:
    """Every case of every file of a folder and of those in it; texts about them (README, *.md) aside."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_text(path)]
    return [outcome for path in files for outcome in judge(path, CHECKERS, folder)]


def _is_text(path: Path) -> bool:
    return path.name.startswith((".", "README")) or path.suffix == ".md"
