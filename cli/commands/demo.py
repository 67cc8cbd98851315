"""demo: one leave request from beginning to end."""

from dataclasses import asdict

import httpx
import typer

from cli.demo.leave import Demo, Story
from cli.demo.visitor import SurpriseError
from cli.local import record, settings
from cli.output import NOT_RUNNING, AsJson, fail, print_json, print_table


def register(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(as_json: AsJson = False) -> None:
    """File and approve one leave request over HTTP as three people; exit code 1 on any surprise."""
    local = settings.load()
    if not record.is_running(local.lock_file):
        fail("Xietong is not running: start it with `./xt up`.", NOT_RUNNING)
    try:
        story = Demo(local, (lambda _: None) if as_json else (lambda text: print(f"  · {text}"))).run()
    except SurpriseError as problem:
        fail(f"Surprise: {problem}")
    except (httpx.HTTPError, KeyError, IndexError, ValueError) as problem:
        fail(f"Surprise: {type(problem).__name__}: {problem}")
    if as_json:
        print_json(asdict(story))
    else:
        show(story)


def show(story: Story) -> None:
    print()
    rows = (
        (
            entry["at"],
            (entry["actor"] or {}).get("name", "系统"),
            entry.get("node_name") or "",
            entry["text"],
            entry.get("comment") or "",
        )
        for entry in story.request["timeline"]
    )
    print_table(("at", "who", "node", "what", "comment"), rows)
    print()
    print(f"{story.request['serial']} is approved. Leave taken: {story.minutes} minutes;")
    print(f"balance {story.before['balance']:g} -> {story.after['balance']:g} minutes, nothing held.")
    print(
        "Cards in the sandbox WeCom: "
        + ", ".join(f"{userid} {count}" for userid, count in story.cards.items())
    )
    print(f"All of it took {story.seconds:.1f} s.")
