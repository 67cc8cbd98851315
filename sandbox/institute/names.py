"""Names for the people beyond the cast, each with its spelling."""

from random import Random
from typing import Final

from sandbox.institute.model import Gender


def _pairs(words: str) -> list[tuple[str, str]]:
    return [(word[0], word[1:]) for word in words.split()]


_SURNAMES: Final = _pairs(
    "王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 胡hu 朱zhu 高gao 林lin 何he "
    "郭guo 马ma 罗luo 梁liang 宋song 郑zheng 谢xie 韩han 唐tang 冯feng 于yu 董dong 萧xiao 程cheng 曹cao 袁yuan "
    "邓deng 许xu 傅fu 沈shen 曾zeng 彭peng 吕lyu 苏su 卢lu 蒋jiang 蔡cai 贾jia 丁ding 魏wei 薛xue 叶ye 阎yan "
    "余yu 潘pan 杜du 戴dai 夏xia 钟zhong 汪wang 田tian 任ren 姜jiang 范fan 方fang 石shi 姚yao 谭tan 廖liao "
    "邹zou 熊xiong 金jin 陆lu 郝hao 孔kong 白bai 崔cui 康kang 毛mao 邱qiu 秦qin 江jiang 史shi 顾gu 侯hou 邵shao 孟meng"
)
_FIRST: Final = _pairs(
    "晓xiao 志zhi 文wen 建jian 海hai 永yong 国guo 春chun 玉yu 思si 子zi 嘉jia 天tian 明ming 立li 一yi 景jing 少shao 新xin 亚ya"
)
_LAST: Final[dict[Gender, list[tuple[str, str]]]] = {
    "male": _pairs(
        "伟wei 强qiang 磊lei 军jun 洋yang 勇yong 杰jie 涛tao 超chao 平ping 刚gang 辉hui 鹏peng 斌bin 波bo 宇yu 浩hao 凯kai "
        "健jian 俊jun 帆fan 峰feng 成cheng 毅yi 松song 林lin 晨chen 航hang 博bo 东dong"
    ),
    "female": _pairs(
        "芳fang 娜na 敏min 静jing 丽li 艳yan 娟juan 霞xia 燕yan 玲ling 婷ting 慧hui 莹ying 洁jie 琳lin 雪xue 倩qian 颖ying "
        "萍ping 蕾lei 欣xin 悦yue 宁ning 兰lan 薇wei 瑶yao 佳jia 怡yi 梅mei 云yun"
    ),
}


def draw(random: Random, gender: Gender) -> tuple[str, str]:
    """A name and its spelling, such as (王晓芳, wangxiaofang); three in four have two given characters."""
    parts = [random.choice(_SURNAMES)]
    if random.random() < 0.75:
        parts.append(random.choice(_FIRST))
    parts.append(random.choice(_LAST[gender]))
    return "".join(sign for sign, _ in parts), "".join(spelling for _, spelling in parts)
