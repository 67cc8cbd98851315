"""The stand-in of WeCom (企业微信): its API, its sign-in page and its members' phones, in one process.

Protocol facts are those of developer.work.weixin.qq.com; each module names its pages.
"""
