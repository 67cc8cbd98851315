"""A small institute: two departments under one leader, a president, a secretary, an administrator."""

from dataclasses import replace

from chalicelib.directory.model import Department, Directory, Person

METROLOGY, OFFICE, LEADERS = 11, 12, 10
PEOPLE = {
    person.userid: person
    for person in (
        Person("liming", "李明", "工程师", METROLOGY),
        Person("chenjing", "陈静", "工程师", METROLOGY),
        Person("wangfang", "王芳", "所长", METROLOGY),
        Person("zhoumin", "周敏", "考勤管理员", OFFICE, ("attendance-admin",)),
        Person("heyan", "何燕", "主任", OFFICE),
        Person("zhaogang", "赵刚", "副院长", LEADERS),
        Person("sunwei", "孙伟", "院长", LEADERS, ("president",)),
        Person("qianlan", "钱岚", "书记", LEADERS, ("party-secretary",)),
        Person("linhao", "林浩", "管理员", OFFICE, ("admin",)),
    )
}
DEPARTMENTS = {
    LEADERS: Department(LEADERS, "院领导", None, 0, "sunwei"),
    METROLOGY: Department(METROLOGY, "热工计量所", LEADERS, 1, "wangfang", ("chenjing",), "zhaogang"),
    OFFICE: Department(OFFICE, "办公室", METROLOGY, 2, "heyan"),
}


def directory(*, without: tuple[str, ...] = (), **departments: Department) -> Directory:
    """The institute with some people disabled and some departments changed (`d11=...`)."""
    people = {key: replace(p, active=key not in without) for key, p in PEOPLE.items()}
    changed = {int(key[1:]): value for key, value in departments.items()}
    holders: dict[str, tuple[str, ...]] = {}
    for person in PEOPLE.values():
        for role in person.roles:
            holders[role] = (*holders.get(role, ()), person.userid)
    return Directory({**DEPARTMENTS, **changed}, people, holders)
