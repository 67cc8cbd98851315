"""The directory and WeCom's address book, kept the same both ways (docs/directory-sync.md)."""
