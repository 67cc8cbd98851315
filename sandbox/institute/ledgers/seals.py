"""印章与用印库: the seals of the institute and what was sealed with them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from sandbox.institute.ledgers.model import Numbers, Office, Sizes, Values, at, flow_no, lines

# name | kind | medium | department | level | uses in a year
_SEALS: Final = lines("""
单位公章|单位公章|物理|office|院长|60
单位电子公章|单位公章|电子|office|院长|90
合同专用章|合同专用章|物理|office|分管院领导|45
电子合同专用章|合同专用章|电子|office|分管院领导|80
党委章|党委章|物理|office|院长|18
法定代表人名章|法定代表人名章|物理|office|院长|30
财务专用章|财务专用章|物理|finance|分管院领导|40
发票专用章|发票专用章|物理|finance|部门|50
检定专用章|检定专用章|物理|business|部门|70
电子检定专用章|检定专用章|电子|business|部门|110
校准专用章|校准专用章|物理|business|部门|60
电子校准专用章|校准专用章|电子|business|部门|100
检测专用章|检测专用章|物理|business|部门|35
人力资源部章|部门章|物理|hr|部门|25
科研管理部章|部门章|物理|research|部门|20
旧合同专用章|合同专用章|物理|office|分管院领导|0
""")
_DOCUMENTS: Final = {
    "单位公章": (
        ("关于报送年度工作总结的函", "公文"),
        ("法人授权委托书", "证明材料"),
        ("计量标准考核申请书", "申报材料"),
    ),
    "党委章": (("党委会会议纪要", "公文"), ("党员组织关系介绍信", "证明材料")),
    "合同专用章": (("仪器设备采购合同", "合同"), ("检定校准委托合同", "合同"), ("技术服务合同", "合同")),
    "法定代表人名章": (("投标授权书", "证明材料"), ("银行印鉴变更申请", "财务文件")),
    "财务专用章": (("银行对账单", "财务文件"), ("财政资金用款计划", "财务文件")),
    "发票专用章": (("检定费发票", "票据"),),
    "检定专用章": (
        ("压力表检定证书", "证书报告"),
        ("电能表检定证书", "证书报告"),
        ("砝码检定证书", "证书报告"),
    ),
    "校准专用章": (
        ("数字多用表校准证书", "证书报告"),
        ("热电偶校准证书", "证书报告"),
        ("坐标测量机校准证书", "证书报告"),
    ),
    "检测专用章": (("定量包装净含量检测报告", "证书报告"), ("环境试验设备检测报告", "证书报告")),
    "部门章": (("在职证明", "证明材料"), ("项目中期检查材料", "申报材料")),
}
_RESULTS: Final = ("正常",) * 40 + ("少用", "少用", "超次", "异常中止")
_PAST_DAYS: Final = 330


def seals(office: Office, sizes: Sizes) -> tuple[Values, ...]:
    """Their uses of this year are those of the table."""
    numbers, uses = Numbers(3), Numbers(4)
    return tuple(_seal(office, row, numbers, uses) for row in _SEALS[: sizes.seals])


def _seal(office: Office, row: list[str], numbers: Numbers, uses: Numbers) -> Values:
    name, kind, medium, unit, level, yearly = row
    random = Random(f"seal {name}")
    keepers = _keepers(office, unit)
    enabled = date(random.randint(2017, 2023), random.randint(1, 12), 15)
    usages = list(_usages(office, random, row, keepers[0], uses)) if int(yearly) else []
    values: Values = {
        "seal_no": numbers.next(f"YZ-{'E' if medium == '电子' else 'P'}-"),
        "name": name,
        "kind": kind,
        "medium": medium,
        "keeper": keepers[0],
        "backup_keeper": keepers[1],
        "dept": office.unit(unit),
        "approve_level": level,
        "status": "在用" if int(yearly) else "停用",
        "enabled_on": str(enabled),
        "filing_no": f"示例公备 {enabled.year}{random.randint(1000, 9999)}",
        "usages": usages,
        "year_count": sum(u["used_count"] for u in usages if u["at"].startswith(str(office.today.year))),
    }
    if not int(yearly):
        values["retired_on"] = str(office.worked(office.ago(400)))
    return values | _device(random, medium)


def _keepers(office: Office, unit: str) -> tuple[str, str]:
    """Two of the department; those of the office are its seal keeper and its secretary."""
    if unit == "office":
        return office.holder("seal-keeper"), office.holder("office-secretary")
    members = office.members(unit)
    return members[-1], members[1]


def _device(random: Random, medium: str) -> Values:
    if medium == "电子":
        return {"qys_seal_id": f"QYSSEAL{random.randint(10**9, 10**10 - 1)}"}
    return {"device_id": f"YK-{random.randint(100, 999)}"}


def _usages(office: Office, random: Random, row: list[str], keeper: str, uses: Numbers) -> Iterator[Values]:
    _, kind, medium, _, _, yearly = row
    count = int(yearly) * _PAST_DAYS // 365
    days = sorted(office.worked(office.ago(random.randint(1, _PAST_DAYS))) for _ in range(count))
    for moment in sorted(at(random, day) for day in days):
        day = date.fromisoformat(moment[:10])
        title, document = random.choice(_DOCUMENTS[kind])
        approved = random.choice((1, 1, 2, 2, 4, 6))
        result = random.choice(_RESULTS)
        found: Values = {
            "usage_no": uses.next(f"YY{day:%Y%m}"),
            "at": moment,
            "flow_no": flow_no(random, "YYSQ", day - timedelta(days=1)),
            "doc_title": title,
            "doc_kind": document,
        } | _counts(approved, result)
        found["operator"] = keeper
        found["device_log_id" if medium == "物理" else "qys_contract_id"] = (
            f"{day:%y%m%d}{random.randrange(10**6):06d}"
        )
        yield found


def _counts(approved: int, result: str) -> Values:
    """How often was allowed, and how often it came to."""
    if result == "少用" and approved == 1:
        approved = 2
    used = approved + {"少用": -1, "超次": 1, "异常中止": -approved}.get(result, 0)
    return {"approved_count": approved, "used_count": used, "result": result}
