"""科研经费库 and 科研项目库: projects, their subjects, what is held and spent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from sandbox.institute.ledgers.model import YUAN, Numbers, Office, Sizes, Values, add_months, lines
from sandbox.institute.registers import projects as first_projects

_DAY: Final = timedelta(days=1)

_CODES: Final = {"国家级": "G", "省部级": "S", "局级": "J", "院级自立": "Y", "横向": "H"}
# name | department | source
_TOPICS: Final = lines("""
氢能装备用高压压力量值溯源技术研究|thermal|国家级
新能源汽车充电设施电能计量远程校准|electro|省部级
微纳几何量标准样板研制|length|省部级
多分量力传感器校准装置研究|mechanics|省部级
超低温铂电阻温度计分度方法研究|thermal|局级
数字化计量证书（DCC）应用示范|it|局级
大尺寸室内空间坐标测量溯源方法|length|局级
直流大电流量值传递能力提升|electro|局级
医用体温测量设备在线校准|thermal|院级自立
动态扭矩校准方法研究|mechanics|院级自立
智能电能表失准在线监测|electro|横向
冷链运输温湿度监测可信评价|thermal|横向
机器视觉自动检定指示表|length|院级自立
超声测厚仪自动校准系统|mechanics|院级自立
风电叶片三维形貌测量|length|横向
轨道交通力值在线监测校准|mechanics|横向
高准确度湿度发生装置研制|thermal|省部级
量子电压标准应用研究|electro|国家级
实验室环境监控与不确定度联动|quality|院级自立
砝码自动检定机器人|mechanics|局级
脉冲电场探头校准|electro|院级自立
绝对式角度编码器校准|length|院级自立
半导体工艺用真空规校准|thermal|横向
工业机器人绝对定位精度校准|length|局级
高温红外测温仪校准方法|thermal|院级自立
电动汽车驱动电机效率测试溯源|electro|省部级
材料试验机同轴度校准|mechanics|院级自立
民用四表合一在线计量研究|business|横向
时间频率远程校准服务|electro|局级
扫描电镜放大倍率校准|length|院级自立
液体流量原位校准方法|mechanics|横向
计量标准器期间核查智能预警|quality|院级自立
超声功率计校准|electro|院级自立
真空绝热杯保温性能检测方法|thermal|横向
衡器防作弊监测技术|mechanics|局级
""")
# subject | group | share of the total, in hundredths
_SUBJECTS: Final = lines("""
设备费|设备费|34
材料费|业务费|14
测试化验加工费|业务费|10
差旅会议国际合作费|业务费|8
出版文献知识产权费|业务费|5
劳务费|劳务费|9
专家咨询费|劳务费|4
间接费用|间接费用|16
""")
_YEARS: Final = {"国家级": 4, "省部级": 3, "局级": 2, "院级自立": 1, "横向": 1}
# The least and the most that is granted, in ten thousand yuan.
_GRANTS: Final = {
    "国家级": (180, 420),
    "省部级": (60, 160),
    "局级": (25, 80),
    "院级自立": (5, 20),
    "横向": (10, 60),
}
_SPENDING: Final = frozenset({"在研", "验收中", "冻结"})
# A project's state, and how much of its time has passed, in hundredths.
_STATES: Final = (
    ("在研", 55),
    ("在研", 30),
    ("在研", 80),
    ("已结题", 130),
    ("在研", 92),
    ("验收中", 102),
    ("在研", 15),
    ("已结题", 180),
    ("申报中", -10),
    ("冻结", 60),
    ("撤销", 40),
)


@dataclass(frozen=True, slots=True)
class _Topic:
    """What is known of a project before its books are opened; `spent` where it is fixed."""

    name: str
    unit: str
    source: str
    pi: str
    status: str
    passed: int
    total: int
    spent: int | None = None


def budgets(office: Office, sizes: Sizes) -> tuple[Values, ...]:
    """The projects of `registers` first, then others of the kind."""
    numbers = Numbers(3)
    topics = [*_known(office), *_others(office)][: sizes.budgets]
    return tuple(_budget(office, topic, numbers) for topic in topics)


def projects(office: Office, budgets: Iterable[Values], sizes: Sizes) -> tuple[Values, ...]:
    """What flows book on: the projects of `registers`, and those of other budgets that run or are closed."""
    first = first_projects(office.institute)
    names, numbers = {project.name for project in first}, Numbers(3)
    for project in first:
        numbers.taken[project.number[:7]] = max(
            numbers.taken.get(project.number[:7], 0), int(project.number[7:])
        )
    running = [b for b in budgets if b["name"] not in names and b["status"] in {"在研", "已结题"}]
    return tuple(
        {
            "project_no": numbers.next(f"KY{budget['start_on'][:4]}-"),
            "name": budget["name"],
            "contract_no": f"RW-{budget['project_no'][2:]}",
            "pi": budget["pi"],
            "department": budget["dept"],
            "status": "running" if budget["status"] == "在研" else "closed",
            "budget": budget["total"],
            "spent": sum(line["used"] for line in budget["lines"]),
        }
        for budget in running[: max(0, sizes.projects - len(first))]
    )


def _known(office: Office) -> Iterator[_Topic]:
    keys = {unit.id: unit.key for unit in office.institute.departments}
    for project in first_projects(office.institute):
        status, passed = ("已结题", 130) if project.status == "closed" else ("在研", 60)
        unit = keys[project.department_id]
        yield _Topic(project.name, unit, "局级", project.pi, status, passed, project.budget, project.spent)


def _others(office: Office) -> Iterator[_Topic]:
    for number, (name, unit, source) in enumerate(_TOPICS):
        random = Random(f"topic {name}")
        low, high = _GRANTS[source]
        status, passed = _STATES[number % len(_STATES)]
        pi = random.choice(office.members(unit))
        yield _Topic(name, unit, source, pi, status, passed, random.randint(low, high) * 10_000 * YUAN)


def _budget(office: Office, topic: _Topic, numbers: Numbers) -> Values:
    random = Random(f"budget {topic.name}")
    months = _YEARS[topic.source] * 12
    start = add_months(office.today.replace(day=1), -months * topic.passed // 100)
    colleagues = (*office.members(topic.unit), *office.members("quality"))
    members = [one for one in dict.fromkeys(colleagues) if one != topic.pi]
    return {
        "project_no": numbers.next(f"KY{start.year}{_CODES[topic.source]}"),
        "ext_id": f"RMS-{random.randrange(16**8):08x}",
        "name": topic.name,
        "source": topic.source,
        "pi": topic.pi,
        "dept": office.unit(topic.unit),
        "members": members[: random.randint(2, 4)],
        "start_on": str(start),
        "end_on": str(add_months(start, months) - _DAY),
        "total": topic.total,
        "status": topic.status,
        "lines": list(_lines(random, topic)),
    }


def _lines(random: Random, topic: _Topic) -> Iterator[Values]:
    left, spent_left = topic.total, topic.spent
    for number, (subject, group, share) in enumerate(_SUBJECTS):
        is_last = number == len(_SUBJECTS) - 1
        budget = left if is_last else topic.total * int(share) // 10_000 * 100
        if topic.spent is None:
            used = _used(random, topic, budget)
        else:
            used = (spent_left or 0) if is_last else topic.spent * int(share) // 100
            spent_left = (spent_left or 0) - used
        left -= budget
        holds = topic.status in _SPENDING and random.random() < 0.4
        held = min(budget - used, budget * random.randint(2, 9) // 100) if holds else 0
        yield {"subject": subject, "group": group, "budget": budget, "held": held, "used": used}


def _used(random: Random, topic: _Topic, budget: int) -> int:
    """Spending follows time; a closed project has spent nearly everything."""
    if topic.status == "申报中":
        return 0
    share = 97 if topic.status == "已结题" else min(96, topic.passed)
    return budget * min(100, round(share * random.uniform(0.75, 1.03))) // 100
