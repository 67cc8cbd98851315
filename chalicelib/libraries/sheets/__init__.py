"""Spreadsheets of records: reading what people upload, writing what they take with them. Pure: bytes and values."""
