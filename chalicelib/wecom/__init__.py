"""WeCom (企业微信): sign-in and messages."""
