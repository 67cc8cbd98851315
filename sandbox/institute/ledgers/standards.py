"""计量标准与授权项目库: which standards the laboratories keep, after which regulations and how accurate."""

from datetime import timedelta
from random import Random
from typing import Final

from sandbox.institute.ledgers.model import Numbers, Office, Sizes, Values, add_months, lines

# name | laboratory | regulations | range | uncertainty | main devices
_STANDARDS: Final = lines("""
二等铂电阻温度计标准装置|thermal|JJG 229-2010《工业铂、铜热电阻检定规程》；JJG 130-2011《工作用玻璃液体温度计检定规程》|(-60~300)℃|二等|二等标准铂电阻温度计、恒温槽、测温电桥
三等量块标准装置|length|JJG 146-2011《量块检定规程》|(0.5~100)mm|U=(0.10+1.0L)μm，k=2.7|三等标准量块、量块比较仪
F1等级砝码标准装置|mechanics|JJG 99-2022《砝码检定规程》|1mg~20kg|F1等级|F1等级标准砝码、电子天平
直流数字电压表标准装置|electro|JJF 1587-2016《数字多用表校准规范》|DCV：(0~1000)V|U_rel=1.5×10⁻⁵，k=2|多功能校准器、八位半数字多用表
一等铂铑10-铂热电偶标准装置|thermal|JJG 141-2013《工作用贵金属热电偶检定规程》；JJF 1637-2017《廉金属热电偶校准规范》|(300~1100)℃|一等|一等标准铂铑10-铂热电偶、检定炉、数字电压表
指示量具检定装置|length|JJG 34-2022《指示表检定规程》|(0~50)mm|MPE：±1.0μm|指示表检定仪
0.3级测力仪标准装置|mechanics|JJG 139-2014《拉力、压力和万能试验机检定规程》|(0.1~1000)kN|0.3级|标准测力仪
电能表标准装置|electro|JJG 596-2012《电子式交流电能表检定规程》|3×(57.7~380)V，3×(0.1~100)A|0.05级|三相电能表标准装置
0.05级活塞式压力计标准装置|thermal|JJG 52-2013《弹性元件式一般压力表、压力真空表和真空表检定规程》；JJG 49-2013《弹性元件式精密压力表和真空表检定规程》|(-0.1~60)MPa|0.05级|活塞式压力计、数字压力计
卡尺量具检定装置|length|JJG 30-2012《通用卡尺检定规程》|(0~500)mm|五等|五等量块、平板、粗糙度样块
扭矩扳子检定装置|mechanics|JJG 707-2014《扭矩扳子检定规程》|(5~2000)N·m|1级|扭矩扳子检定仪
互感器检定装置|electro|JJG 313-2010《测量用电流互感器检定规程》|(5~2000)A/5A|0.02级|标准电流互感器、互感器校验仪
数字压力计标准装置|thermal|JJG 875-2019《数字压力计检定规程》；JJG 882-2019《压力变送器检定规程》|(-0.1~60)MPa|0.02级|全自动压力校准系统
千分尺检定装置|length|JJG 21-2008《千分尺检定规程》|(0~500)mm|四等|四等量块、平面平晶
电子天平检定装置|mechanics|JJG 1036-2022《电子天平检定规程》|(0~20)kg|E2等级|E2等级标准砝码组
绝缘电阻表检定装置|electro|JJG 622-1997《绝缘电阻表（兆欧表）检定规程》|(0.01~1000)GΩ|0.5级|高压高阻标准器
精密露点仪标准装置|thermal|JJF 1076-2020《数字式温湿度计校准规范》|(10~95)%RH，(5~50)℃|U=1.0%RH，k=2|精密露点仪、湿度发生器
激光干涉仪标准装置|length|JJF 1064-2010《坐标测量机校准规范》|(0~40)m|U=0.5×10⁻⁶L，k=2|双频激光干涉仪、步距规
金属洛氏硬度计检定装置|mechanics|JJG 112-2013《金属洛氏硬度计检定规程》|(20~70)HRC|U=0.4HRC，k=2|标准硬度块、标准测力仪
示波器校准装置|electro|JJF 1057-1998《数字存储示波器校准规范》|DC~3.2GHz|U_rel=0.3%，k=2|示波器校准仪
环境试验设备温湿度校准装置|thermal|JJF 1101-2019《环境试验设备温度、湿度参数校准规范》|(-60~150)℃，(10~98)%RH|U=0.3℃，U=2.0%RH，k=2|多通道温度巡检仪、温湿度传感器
全站仪检定装置|length|JJG 100-2003《全站型电子速测仪检定规程》|测角(0~360)°，测距(0~1000)m|U=0.5″，U=0.6mm，k=2|多目标平行光管、标准基线
转速标准装置|mechanics|JJG 105-2019《转速表检定规程》|(30~30000)r/min|0.05级|转速标准装置
石英晶体频率标准装置|electro|JJG 181-2005《石英晶体频率标准检定规程》；JJG 237-2010《秒表检定规程》|1MHz、5MHz、10MHz|U_rel=5×10⁻¹²，k=2|铷原子频率标准、通用计数器
黑体辐射源标准装置|thermal|JJG 856-2015《工作用辐射温度计检定规程》|(50~1600)℃|U=(0.5~3.0)℃，k=2|黑体辐射源、标准光电高温计
水准仪检定装置|length|JJG 425-2003《水准仪检定规程》|i角|U=0.6″，k=2|水准仪检定台、平行光管
标准金属量器检定装置|mechanics|JJG 259-2005《标准金属量器检定规程》|(1~100)L|二等|二等标准金属量器组
耐电压测试仪检定装置|electro|JJG 795-2016《耐电压测试仪检定规程》|(0.5~10)kV|1级|耐电压测试仪校准装置
真空计校准装置|thermal|JJF 1062-1999《电离真空计校准规范》|(1×10⁻⁴~1×10³)Pa|U_rel=6%，k=2|真空标准装置、电容薄膜真空计
钢卷尺检定装置|length|JJG 4-2015《钢卷尺检定规程》|(0~50)m|U=(0.03+0.03L)mm，k=2|钢卷尺检定台
""")
_LEVELS: Final = (
    "社会公用计量标准（最高）",
    "社会公用计量标准（最高）",
    "社会公用计量标准（次级）",
    "校准能力",
)
_STATES: Final = {11: "筹建", 19: "暂停", 26: "注销", 29: "筹建"}
_YEARS: Final = 5
"""A certificate holds for five years (JJF 1033); the review is asked for half a year before."""


def standards(office: Office, sizes: Sizes) -> tuple[Values, ...]:
    numbers = Numbers(3)
    return tuple(
        _standard(office, number, row, numbers) for number, row in enumerate(_STANDARDS[: sizes.standards])
    )


def _standard(office: Office, number: int, row: list[str], numbers: Numbers) -> Values:
    name, unit, regulations, measured, uncertainty, devices = row
    members = office.members(unit)
    owners = [one for one in office.institute.holders("standard-owner") if one in members]
    status = _STATES.get(number, "有效")
    values: Values = {
        "std_no": numbers.next(f"JLBZ-{office.unit(unit)}-"),
        "name": name,
        "level": _LEVELS[number % len(_LEVELS)],
        "regulations": regulations,
        "range": measured,
        "uncertainty": uncertainty,
        "dept": office.unit(unit),
        "owner": owners[0] if owners and number % 3 else members[number % len(members)],
        "main_devices": devices,
        "holders": list(members[1:3] if number % 2 else members[:3]),
        "status": status,
    }
    return values if status == "筹建" else values | _certificate(office, number, status)


def _certificate(office: Office, number: int, status: str) -> Values:
    """Several need their review within the half-year; what has run out is suspended."""
    random = Random(f"standard {number}")
    days_left = random.randint(20, 175) if number % 7 == 3 else random.randint(200, 1700)
    if status != "有效":
        days_left = -random.randint(10, 300)
    until = office.today + timedelta(days=days_left)
    granted = add_months(until + timedelta(days=1), -12 * _YEARS)
    return {
        "cert_no": f"〔{granted.year}〕示例量标证字第{number + 31:03d}号",
        "cert_valid_until": str(until),
        "last_review_on": str(granted - timedelta(days=20)),
        "next_review_on": str(add_months(until, -6)),
    }
