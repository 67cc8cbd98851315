"""Every problem of libraries by its id: what it means, and what to do. docs/library-problems.md is made from it."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "L001": ("not YAML", "the line is named"),
    "L002": (
        "not of the language's shape: a missing or unknown key, a wrong value, a field of unknown type",
        "the place is a path in the file; editors show it while typing",
    ),
    "L003": ("of two kinds at once", "a ledger, a matrix, or records with `key_field`"),
    "L004": (
        "`key_field` is missing, or names a field there is not",
        "name the field, or fields, that tell records apart",
    ),
    "L005": ("options missing, or where none belong", "options go with enum and multi_enum"),
    "L006": (
        "columns missing, or where none belong; a table in a table",
        "columns, `row_key` and `append_only` go with table",
    ),
    "L007": (
        "a type that cannot tell records apart, or be without repeats",
        "a short field that is written in one way only, and by somebody",
    ),
    "L008": (
        "a reference without library, to one that is not there, or to one that has no records; `unless_in` of one that is not there",
        "publish the other first",
    ),
    "L009": ("a serial without `{seq:n}`, or without a single key of type text", "add it"),
    "L027": (
        "a serial names what is no enum or department that is always there; codes that miss an option, or repeat",
        "a code for each option, each its own",
    ),
    "L010": (
        "`no_overlap` by a field that names no one thing, between what are no two dates or moments, unless an option there is not",
        "correct it",
    ),
    "L011": (
        "not JSONata, or a function that would not give the same answer again (`$now`, `$millis`, `$random`)",
        "correct it",
    ),
    "L012": (
        "an expression names a field, column or function there is not",
        "the hint lists those there are",
    ),
    "L013": ("types do not fit: a text computed for a number, a text compared with a number", "correct it"),
    "L014": ("values that wait for each other", "the circle is named: compute one of them otherwise"),
    "L015": (
        "a lookup through something that is no reference to one record, or of a field the other library has not",
        "name a library_ref, and a field over there",
    ),
    "L016": (
        "a lookup of another type, or with other options, than the field over there",
        "say it as over there",
    ),
    "L017": ("a rollup over what is no child table, or no column of it", "name `table.column`"),
    "L018": (
        "a rollup of a type that has none, or that gives another type",
        "sums are of numbers, min and max of dates too; a count is a number",
    ),
    "L019": ("a default its field cannot hold", "a value of the field's type, an option of it"),
    "L020": (
        "a value that is worked out is required, unique, has a default, or is worked out in two ways",
        "drop the other word",
    ),
    "L021": (
        "`since` of what is no date or datetime of a record itself, or of no field, or of a table or files",
        "a date or datetime that names another field of the record",
    ),
    "L023": (
        "display names no field of the other library; display or reverse without a reference",
        "name a field over there",
    ),
    "L024": (
        "the list of a reference has the name of another list, or of a field, over there",
        "another name",
    ),
    "L025": ("min and max of something without numbers, or with nothing between", "correct them"),
    "L026": ("a field has the name of a word of conditions (`all`, `any`)", "another word"),
    "L028": (
        "entries of what is no append-only library whose records name this one, or of no such number there",
        "name a reference and a number of the library of entries",
    ),
    "L030": ("states of a field that is no enum somebody writes", "name an enum field"),
    "L031": ("a state there is not", "an option of the field"),
    "L032": (
        "a state no record ever comes to; or it is not said where records begin",
        "a move to it, `start`, or a default",
    ),
    "L033": (
        "a move out of a state in which nothing may change",
        "drop the move, or the state from `frozen`",
    ),
    "L040": (
        "a view, key, condition, permission, reminder, deadline or statistic names a field there is not",
        "the hint lists those there are",
    ),
    "L042": (
        "a condition that can never be, or an order by something that has none",
        "the hint says what the field may be",
    ),
    "L043": (
        "a view no index can serve: it is served by one field equal to something (`eq`, up to ten of `in`, `empty`) and one more to sort or range by",
        "the hint says what would make it servable, mostly a computed field",
    ),
    "L044": ("two views, reminders, deadlines, statistics or actions have the same key", "another key"),
    "L045": ("`child` is no child table", "name one"),
    "L047": (
        "`unless_in` by what is no reference that names records of this library",
        "the hint lists the references of the other library",
    ),
    "L051": ("a role nobody knows", "correct it, or add it to the messages"),
    "L052": ("rows of a permission no index can find", "as for L043; several ways are joined with `any`"),
    "L053": ("`rows: own` where rows have no owner", "a condition with `$me`"),
    "L054": (
        "an operation the library does not have: changing what only grows, writing a ledger by hand",
        "drop it",
    ),
    "L055": ("a field is hidden and masked, or hidden and read-only, in one permission", "say one"),
    "L060": (
        "a reminder or deadline goes by something that is no date, or by minutes of a day",
        "a date or datetime field; minutes go with datetime",
    ),
    "L061": ("a reminder goes to a field that names nobody", "a field of type user or users"),
    "L062": ("the sum or average of something that is no number", "a number or money field"),
    "L063": (
        "a statistic by something that has no few values",
        "an enum, a department, a person, a reference, a boolean",
    ),
    "L064": ("a year, month or day of something that is no date", "a date or datetime field"),
    "L065": (
        "what a statistic counts depends on who looks (`$me`, `$me.department`) or on the day (`within_days`)",
        "records are counted when they are written: group by the field, or by `month`",
    ),
    "L066": (
        "a statistic names columns of two tables",
        "a statistic of each, or a rollup of one of them in the record",
    ),
    "L067": (
        "a record would have more index items, figures and unique values than one transaction keeps up to date (45)",
        "sort views alike, ask for fewer fields in permissions, or drop a statistic",
    ),
    "L068": ("a statistic is by the same field twice", "name it once"),
    "L069": (
        "a rate or balance is made of a statistic there is not, of an average, or of a rate or balance",
        "a statistic of this library by its key, of another as `<library>.<key>`, that counts, sums or is distinct",
    ),
    "L072": (
        "a rate or balance is by, or asks `where`, what its parts are not told apart by",
        "the hint lists what they share",
    ),
    "L073": ("a window of days over a statistic that is not by day", "a statistic by `day`"),
    "L074": ("a balance of what does not go by month", "two counts or sums by `month`"),
    "L075": (
        "a number over money without a unit, or a balance of money and what is none",
        "a unit, or two of one kind",
    ),
    "L070": ("an action starts a flow there is not", "publish the flow first, or correct the key"),
    "L071": ("an action fills a field the flow's form has not", "the hint lists those it has"),
    "L083": (
        "another published library names something of this one that would be gone",
        "change the other one first",
    ),
    "L080": (
        "stored records would not fit: a new required field without default, another type, an option or field that is gone, a new unique key",
        "say under `migrate` what becomes of them, or keep what they need",
    ),
    "L081": (
        "a planned change of a ledger or matrix in which something is stored: only records are brought to a plan",
        "publish it under another key, or keep what is stored",
    ),
    "L084": (
        "a change stored records forbid: another kind, other key fields, another ledger",
        "make another library",
    ),
    "L091": (
        "a deadline sets a field nobody writes, or gives it a value it cannot hold",
        "a field people or flows may change, and a value of its type",
    ),
    "L092": (
        "a deadline makes a change of state that is not foreseen, or in a state in which nothing may change",
        "a move without `by`, which only flows and deadlines make",
    ),
    "L093": (
        "a deadline whose condition would still hold after it",
        "ask a field it sets to be equal to something else",
    ),
    "L082": ("`migrate` gives a value to what is no field somebody writes", "a field of the new definition"),
}


def page() -> str:
    """docs/library-problems.md."""
    rows = [f"| {key} | {meaning} | {remedy} |" for key, (meaning, remedy) in sorted(PROBLEMS.items())]
    return "\n".join([_HEAD, *rows, ""])


_HEAD = """# Problems of libraries

What `./xt libraries verify` and `publish` say; made from `chalicelib/libraries/verify/catalogue.py` by `make generate`. The ids are stable; each keeps a library from being published.

| id | meaning | remedy |
|---|---|---|"""
