"""WeCom (企业微信): sign-in, messages, callbacks, and pages that use its JS-SDK."""
