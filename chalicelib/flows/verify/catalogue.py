"""Every problem by its id: what it means, and what to do. docs/problems.md is made from it."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.flows.verify.problem import Level


@dataclass(frozen=True)
class Kind:
    """`level` is the usual one; where EITHER names the id, the worst form of it is an error."""

    level: Level
    meaning: str
    remedy: str


def _error(meaning: str, remedy: str) -> Kind:
    return Kind("error", meaning, remedy)


def _warning(meaning: str, remedy: str) -> Kind:
    return Kind("warning", meaning, remedy)


EITHER = frozenset({"F012", "F048", "F049", "F101"})
"""An error where it is sure for every request, a warning where it is so for some."""
PROBLEMS: dict[str, Kind] = {
    "F001": _error("not YAML", "the line is named"),
    "F002": _error(
        "not of the language's shape: a missing or unknown key, a wrong value, a node of no known kind",
        "the place is a path in the file; editors show it while typing",
    ),
    "F010": _error("two nodes have the same key", "keys name states: give each its own"),
    "F011": _error(
        "the key is the compiler's own: `begin`, `close`, `revise`, `route`, one that ends in `_if`, or a state it "
        "makes for a fork (`both_join`)",
        "another word",
    ),
    "F012": _error(
        "nobody ever decides; or, a warning, a form may pass without anybody deciding",
        "add an `approve` or `handle` node; the way is shown",
    ),
    "F013": _error("the serial has no `{seq:n}`: every request would get the same number", "add it"),
    "F015": _error(
        "more than five branches and forks inside each other", "make a sub-flow of the inner part"
    ),
    "F016": _warning("a fork has an empty way", "drop it"),
    "F017": _error(
        "a field has the name of a word of expressions (`starter`, `today`, `row` ...)", "another word"
    ),
    "F020": _error(
        "not JSONata, or a function that would not give the same answer on replay (`$now`, `$millis`, `$random`, "
        "`$uuid`, `$eval`)",
        "correct it; use `today`",
    ),
    "F021": _error("there is no such field or column", "define it under `form`, or correct the name"),
    "F022": _error(
        "a function of forms stands in a node or an effect", "compute it in a field and name the field"
    ),
    "F023": _error(
        "a word that is not known here: `today` or most of `starter` in a node's condition, `row` without `each`, "
        "`answer` outside of `result`, `record` outside of `filter`, `guard` and what is written to it, more of `request` than its `serial` in the form",
        "compute a field from it and name the field",
    ),
    "F024": _error("a condition gives something else than yes or no", "compare it with something"),
    "F025": _error(
        "types do not fit: a text compared with a number, a value its field cannot hold", "correct it"
    ),
    "F026": _error("not an option of the field", "correct it, or add the option"),
    "F027": _error("an unknown function or variable, or arguments it does not take", "correct it"),
    "F028": _error(
        "a node's condition names a field that is too long for a machine to carry",
        "compute what decides in a field of its own (a number, yes or no) and name that",
    ),
    "F030": _error("a branch without `otherwise`", "add it as the last way"),
    "F031": _error("a branch without any `when`", "add a way, or drop the branch"),
    "F032": _error("two `otherwise`", "keep the last"),
    "F033": _warning("no form ever comes here", "drop it, or correct the conditions"),
    "F040": _error("the approvers' field is not of type `user` or `users`", "name another field"),
    "F041": _error(
        "not a department",
        "`starter.department`, a field of type `department`, `assignee.department` in a `due`",
    ),
    "F042": _error("the last rung of a ladder has `below`: larger amounts find nobody", "drop its `below`"),
    "F043": _error("a rule goes through a record, but its field is no `library_ref`", "name another field"),
    "F044": _error("the rungs of a ladder do not ascend", "lowest first"),
    "F045": _error("`choices` names a field that is no enum", "name an enum or multi_enum field"),
    "F046": _warning("`choices` says nothing for some options", "add them, or mean `empty`"),
    "F047": _warning("a vote needs more votes than there can be people", "fewer `min_votes`"),
    "F048": _error("`previous_picks`, but nobody works before", "`starter_picks`"),
    "F049": _error("`decided` names no earlier node of people", "name one that comes before, on every way"),
    "F050": _error("a check names a field that does not exist", "correct the name"),
    "F051": _error("a computed field is required", "drop `required`"),
    "F052": _error(
        "a message or title has a placeholder that means nothing",
        "`{starter.name}`, `{form.<field>}`; in titles also `{flow.name}`, `{submitted_on}`",
    ),
    "F053": _error("a library that does not exist", "publish the library first"),
    "F054": _error(
        "a library of the wrong kind: a ledger where records are written, or the other way", "another"
    ),
    "F055": _error("the library has no such field, child or column", "name one it has"),
    "F056": _error("the type does not fit the library's field", "correct it"),
    "F057": _error("a required field of the library is not mapped", "map it"),
    "F060": _error("the cases file is not of its shape", "the place is a path in the file"),
    "F061": _error("a case does not hold", "what was expected and what came is told"),
    "F062": _error("no case goes over an edge of the flow", "add a case that does"),
    "F063": _error("there is no cases file beside the flow", "write `<flow>.cases.yaml`"),
    "F064": _warning(
        "`empty: refuse`, but the rule reads what is filled after submission", "another `empty`"
    ),
    "F065": _error(
        "the clock may not do this: pass a node whose fields are required, reject where nobody may",
        "escalate",
    ),
    "F066": _warning("`return_to` where nobody may return", "add `return` to `may`"),
    "F067": _error(
        "`due.by` names a field that is no enum, or hours that are none",
        "name an enum field; more than 0 hours",
    ),
    "F068": _warning("the reminder would come with the task", "fewer hours than `due`"),
    "F069": _error("`withdraw.before` names no date field", "name one"),
    "F070": _error(
        "a way back to a node that is not there, not earlier, or inside a fork one is not in",
        "name an earlier node, or the fork as a whole",
    ),
    "F071": _warning("a way back to a node that some requests have not passed", "mean it, or name another"),
    "F072": _error(
        "a way back that comes round again without anybody having worked", "no `auto_pass` on the way"
    ),
    "F073": _error("a wait for an event without `at_most`", "add it"),
    "F074": _error("a wait until a date that may be empty", "require the field"),
    "F075": _error("a sub-flow that does not exist, or starts itself", "publish it first; break the circle"),
    "F076": _warning("`at_most` at a wait that has its own end", "drop it"),
    "F077": _error("a sub-flow's form has no such field, or computes it", "map what it asks"),
    "F078": _error("a result goes into a field that is not there, or not `later`", "define it as `later`"),
    "F079": _error("`each` names no table", "name a table field"),
    "F080": _error("a rule finds nobody at all for some starters", "name somebody, or say `empty`"),
    "F081": _warning(
        "a rule finds nobody for some starters, and `empty` decides", "mean it, or fill the post"
    ),
    "F082": _warning("a role nobody holds", "give it to somebody, or correct the name"),
    "F083": _error("a person who is unknown or has left", "name a role instead"),
    "F084": _error("a node opens a field or column that does not exist", "correct the name"),
    "F085": _error("a node opens a computed field", "say `read`"),
    "F086": _error("a `later` field that no node opens", "open it with `fields`"),
    "F087": _error(
        "a flow that starts this one would break with it", "change that flow first, or keep what it uses"
    ),
    "F088": _error("to be filled in, but nobody ever sees it", "show it"),
    "F089": _error("`min` above `max`", "correct it"),
    "F090": _error("a word that means nothing for a field of this type", "drop it"),
    "F091": _error("a default its field cannot hold", "another default"),
    "F092": _error("a computed field reads itself or a computed one below", "move it below what it reads"),
    "F094": _error("a `library_ref` says neither `library` nor `flow`, or both", "say one"),
    "F095": _warning("a sub-flow asks for what `map` does not give: its starter completes it", "map it"),
    "F096": _error("what is signed or sealed is no file field", "name a file field"),
    "F097": _error("a table in a table", "make two tables"),
    "F098": _error("a computed field with `default` or `later`", "drop it"),
    "F099": _warning("rows may be added, but no column filled in", "open a column"),
    "F100": _warning(
        "a node's check refuses at a field that cannot be changed there", "name one the node opens"
    ),
    "F101": _error(
        "more events than Step Functions keeps of one execution; a warning where only endless returns make so many",
        "move parts to a sub-flow",
    ),
    "F102": _error("conditions carry more than Step Functions passes on", "compute shorter fields"),
    "F103": _warning("conditions carry more than 2 KB", "compute shorter fields"),
    "F104": _error("the compiled machine is larger than Step Functions takes", "move parts to a sub-flow"),
    "F105": _error("`withdraw: system`, but no system starts the flow", "say starters: {system: …}"),
    "F106": _error("a call of `wecom` that is no meeting, or lacks a part of one", "the message says which"),
    "F107": _error(
        "a node lets people decide on the card, and has something to fill in or a comment to write there",
        "drop `on_card`: a card takes no text",
    ),
    "F110": _error("a machine of one's own has no `begin` or `close`, or is not JSONata", "add them"),
    "F111": _error("a task calls something other than our three functions", "`${OpenNode}`, `${RunEffect}`"),
    "F112": _error("`${OpenNode}` does not wait for its token, or another one does", "`.waitForTaskToken`"),
    "F113": _error("a task without `TimeoutSeconds`", "add it"),
    "F114": _error("a task without `Retry`", "add it"),
    "F115": _error("a waiting task that does not catch `States.ALL`", "add `Catch`"),
    "F116": _error("a payload lacks a part of the step contract, or says it otherwise", "correct it"),
    "F117": _error("a state names no node of `nodes`, or a node of people has no state", "make them match"),
    "F118": _error("the machine is not sound Amazon States Language", "the message says why"),
    "F119": _error(
        "a variable is assigned in a scope and in a Parallel around it", "give the inner one another name"
    ),
}


def page() -> str:
    """docs/problems.md."""
    rows = [
        f"| {key} | {kind.level} | {kind.meaning} | {kind.remedy} |" for key, kind in sorted(PROBLEMS.items())
    ]
    return "\n".join([_HEAD, *rows, ""])


_HEAD = """# Problems

What `./xt flows verify`, `cases` and `publish` say; made from `chalicelib/flows/verify/catalogue.py` by `make generate`. The ids are stable. An error keeps a flow from being published, a warning does not. In brackets stands the shortest way through the flow that shows the problem, where there is one.

| id | level | meaning | remedy |
|---|---|---|---|"""
