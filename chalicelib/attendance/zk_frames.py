"""Frames of ZKTeco's TCP protocol (port 4370): header, checksum, login key. Pure.

A frame is the words 0x5050 and 0x7D82, the packet's length, and the packet: command, checksum, session, reply number,
data, all little endian. Neither checksum nor key keeps anybody out: whoever is in the network reads and sends both.
Layouts as in pyzk 0.9, held against known answers (tests/vectors/zk_tcp4370.json).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"\x50\x50\x82\x7d"
TOP = struct.Struct("<4sI")
HEADER = struct.Struct("<4H")
WORD = 0xFFFF

CONNECT, EXIT, AUTH = 1000, 1001, 1102
ACK_OK, ACK_ERROR, ACK_DATA, ACK_UNAUTH = 2000, 2001, 2002, 2005


class FrameError(ValueError):
    """The bytes are no frame. Close the connection: where the next one begins cannot be told."""


@dataclass(frozen=True)
class Frame:
    """One packet, without what only the wire needs."""

    command: int
    session: int
    reply: int
    data: bytes = b""


def pack(frame: Frame) -> bytes:
    """The frame as it is sent."""
    bare = HEADER.pack(frame.command, 0, frame.session, frame.reply) + frame.data
    head = HEADER.pack(frame.command, checksum(bare), frame.session, frame.reply)
    return TOP.pack(MAGIC, len(bare)) + head + frame.data


def unpack(raw: bytes) -> Frame:
    """The reverse of `pack`, for exactly one frame. Raises FrameError."""
    if len(raw) < TOP.size + HEADER.size:
        raise FrameError("shorter than a header")
    magic, length = TOP.unpack_from(raw)
    packet = raw[TOP.size :]
    if magic != MAGIC or length != len(packet):
        raise FrameError("wrong beginning or length")
    command, told, session, reply = HEADER.unpack_from(packet)
    data = packet[HEADER.size :]
    if told != checksum(HEADER.pack(command, 0, session, reply) + data):
        raise FrameError("wrong checksum")
    return Frame(command, session, reply, data)


def checksum(packet: bytes) -> int:
    """Words summed with end-around carry, complemented; a last odd byte is added as it is."""
    total: int = sum(word for (word,) in struct.iter_unpack("<H", packet[: len(packet) // 2 * 2]))
    total += packet[-1] if len(packet) % 2 else 0
    while total > WORD:
        total -= WORD
    return WORD - total


def login_key(password: int, session: int, ticks: int = 50) -> bytes:
    """The data of AUTH: the device's password (a number, 0 for none) mixed with the session. It can be undone."""
    mirrored = int(f"{password & 0xFFFFFFFF:032b}"[::-1], 2)
    mixed = struct.pack("<I", (mirrored + session) & 0xFFFFFFFF)
    _, second, third, fourth = (left ^ right for left, right in zip(mixed, b"ZKSO", strict=True))
    tick = ticks & 0xFF
    return bytes([third ^ tick, fourth ^ tick, tick, second ^ tick])
