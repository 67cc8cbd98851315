"""The sixty people everybody knows: who they are, where they sit and which roles they hold.

The first in a department is its head; a holder of `dept-deputy` is a deputy. Documentation and tests
count on the demo cast: liming, chenjing, wangfang, zhaogang, sunwei, zhoumin, linhao.
"""

from typing import Final, Literal, NamedTuple


class Unit(NamedTuple):
    """A department and the leader (userid) who answers for it."""

    key: str
    name: str
    kind: Literal["admin", "lab"]
    division_leader: str


class Member(NamedTuple):
    """One row of the cast; roles are blank-separated, `also` is a second department."""

    userid: str
    name: str
    gender: Literal["m", "f"]
    title: str
    roles: str = ""
    also: str = ""


INSTITUTE_NAME: Final = "市计量科学研究院"
ROOT: Final = "institute"
# The president's own requests go to the party secretary, so she or he stands as the root's division leader.
ROOT_DIVISION_LEADER: Final = "gaojianguo"

UNITS: Final = (
    Unit("office", "院办公室", "admin", "gaojianguo"),
    Unit("discipline", "纪检审计室", "admin", "tianliping"),
    Unit("hr", "人力资源部", "admin", "gaojianguo"),
    Unit("finance", "财务部", "admin", "xumin"),
    Unit("asset", "资产设备部", "admin", "hezhiqiang"),
    Unit("research", "科研管理部", "admin", "songyuan"),
    Unit("business", "业务管理部", "admin", "zhaogang"),
    Unit("quality", "质量管理部", "admin", "songyuan"),
    Unit("it", "信息中心", "admin", "hezhiqiang"),
    Unit("length", "长度计量所", "lab", "songyuan"),
    Unit("thermal", "热工计量所", "lab", "zhaogang"),
    Unit("mechanics", "力学计量所", "lab", "zhaogang"),
    Unit("electro", "电磁计量所", "lab", "xumin"),
)

CAST: Final[dict[str, tuple[Member, ...]]] = {
    ROOT: (
        Member("sunwei", "孙伟", "m", "院长", "president"),
        Member("gaojianguo", "高建国", "m", "党委书记", "party-secretary"),
        Member("tianliping", "田丽萍", "f", "纪委书记", "discipline-secretary"),
        Member("zhaogang", "赵刚", "m", "副院长", "vp-business"),
        Member("xumin", "徐敏", "f", "副院长", "vp-finance"),
        Member("hezhiqiang", "何志强", "m", "副院长", "vp-asset"),
        Member("songyuan", "宋远", "m", "总工程师", "chief-engineer vp-research"),
    ),
    "office": (
        Member("mayan", "马燕", "f", "主任", "office-director dept-head"),
        Member("guojun", "郭军", "m", "副主任（党务）", "party-office-director dept-deputy", "discipline"),
        Member("luojing", "罗静", "f", "文书", "office-secretary dept-attendance-liaison"),
        Member("liangxue", "梁雪", "f", "档案管理员", "archive-keeper dept-asset-liaison"),
        Member("xiehui", "谢慧", "f", "印章管理员", "seal-keeper"),
        Member("tangtao", "唐涛", "m", "后勤主管", "logistics-director"),
        Member("hanbin", "韩斌", "m", "安全与车辆主管", "safety-officer fleet-dispatcher"),
    ),
    "discipline": (
        Member("lyuzheng", "吕正", "m", "主任", "dept-head"),
        Member("baijie", "白洁", "f", "审计专员", "audit-officer dept-attendance-liaison"),
        Member("changyuan", "常远", "m", "法务", "legal-reviewer dept-asset-liaison"),
    ),
    "hr": (
        Member("fengxia", "冯霞", "f", "主任", "hr-director dept-head"),
        Member("caolei", "曹磊", "m", "副主任", "hr-specialist dept-deputy"),
        Member("zhoumin", "周敏", "f", "考勤管理员", "attendance-admin dept-attendance-liaison"),
        Member("zengqian", "曾倩", "f", "薪酬专员", "dept-asset-liaison"),
    ),
    "finance": (
        Member("penglihua", "彭丽华", "f", "主任", "finance-director dept-head"),
        Member("panfeng", "潘峰", "m", "副主任", "dept-deputy"),
        Member("yuxiaodong", "余晓东", "m", "审核会计", "finance-reviewer dept-asset-liaison"),
        Member("yuanyuan", "袁媛", "f", "出纳", "cashier"),
        Member("dongjie", "董洁", "f", "开票员", "invoice-clerk dept-attendance-liaison"),
    ),
    "asset": (
        Member("jiangguoping", "蒋国平", "m", "主任", "asset-director dept-head"),
        Member("cailin", "蔡琳", "f", "副主任", "asset-admin dept-deputy dept-asset-liaison"),
        Member("weiqiang", "魏强", "m", "采购专员", "procurement-officer"),
        Member("xuemei", "薛梅", "f", "库房管理员", "warehouse-keeper dept-attendance-liaison"),
        Member("yefan", "叶帆", "m", "库房管理员", "warehouse-keeper-b"),
    ),
    "research": (
        Member("chengsiyuan", "程思远", "m", "主任", "research-director dept-head"),
        Member("suting", "苏婷", "f", "科研专员", "research-officer dept-attendance-liaison"),
        Member(
            "dinghaoran",
            "丁浩然",
            "m",
            "仪器共享管理员",
            "instrument-share-admin dept-asset-liaison",
            "asset",
        ),
    ),
    "business": (
        Member("renhong", "任红", "f", "主任", "business-director dept-head"),
        Member("luming", "卢明", "m", "副主任", "dept-deputy"),
        Member("yaojia", "姚佳", "f", "业务受理员", "business-officer dept-attendance-liaison"),
        Member("zhonghui", "钟慧", "f", "客户服务专员", "dept-asset-liaison"),
    ),
    "quality": (
        Member("cuijian", "崔健", "m", "主任", "quality-manager dept-head"),
        Member("tanya", "谭雅", "f", "质量管理专员", "quality-officer dept-attendance-liaison"),
        Member("wangyang", "汪洋", "m", "体系工程师", "dept-asset-liaison"),
    ),
    "it": (
        Member("lupeng", "陆鹏", "m", "主任", "it-director dept-head"),
        Member("shilei", "石蕾", "f", "副主任", "dept-deputy dept-attendance-liaison"),
        Member("linhao", "林浩", "m", "系统管理员", "it-admin admin"),
        Member("jinxin", "金鑫", "m", "系统管理员", "it-admin-b dept-asset-liaison"),
    ),
    "length": (
        Member("jiawen", "贾文", "m", "所长", "dept-head"),
        Member("xiayu", "夏雨", "f", "副所长", "dept-deputy dept-attendance-liaison"),
        Member("fuqiang", "付强", "m", "高级工程师", "standard-owner dept-asset-liaison"),
        Member("fangyuan", "方圆", "f", "高级工程师", "authorized-signatory"),
    ),
    "thermal": (
        Member("wangfang", "王芳", "f", "所长", "dept-head"),
        Member("zoukai", "邹凯", "m", "副所长", "dept-deputy"),
        Member("liming", "李明", "m", "工程师"),
        Member("chenjing", "陈静", "f", "工程师", "dept-asset-liaison"),
        Member("xiongli", "熊丽", "f", "高级工程师", "standard-owner dept-attendance-liaison"),
    ),
    "mechanics": (
        Member("mengchao", "孟超", "m", "所长", "dept-head"),
        Member("qinlan", "秦岚", "f", "高级工程师", "instrument-operator dept-attendance-liaison"),
        Member("yanxu", "阎旭", "m", "工程师", "dept-asset-liaison"),
    ),
    "electro": (
        Member("jiangbo", "江波", "m", "所长", "dept-head"),
        Member("yinna", "尹娜", "f", "高级工程师", "authorized-signatory dept-attendance-liaison"),
        Member("shilei2", "史磊", "m", "工程师", "instrument-operator dept-asset-liaison"),
    ),
}

# Who plays what in documentation, tests and `./xt demo`.
DEMO_CAST: Final[dict[str, str]] = {
    "liming": "发起人",
    "chenjing": "工作代理人",
    "wangfang": "部门负责人",
    "zhaogang": "分管院领导",
    "sunwei": "院长",
    "zhoumin": "考勤管理员",
    "linhao": "系统管理员",
}
