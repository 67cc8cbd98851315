"""The families of WeCom's API that wechatpy has not got: one class each, one method per endpoint.

Whoever imports them pays for wechatpy; only the functions that talk to WeCom do. Limits of the vendor are checked before
anything is sent: a call that is too large raises TooMuchError, for it is our own mistake.
"""
