"""What newsnorm asks of packs, and of every reader."""

from __future__ import annotations

import newsnorm.testing

test_furniture = newsnorm.testing.pack_suite(
    "wire/furniture",
    expected_failures={
        "rule-examples": "an agency's examples hold its dateline, which another rule keeps",
    },
)

MESSAGES = (
    b"\x01abc0062 4 i 211 cccc abc 061\r\n\x02Snow falls on Riga =\r\n\r\n"
    b"   Riga (abc) - Snow fell on Riga.\r\n\x03041230 GMT May 21\r\n\x04\r\n"
    b"\x01abc0063 4 i 211 cccc abc 062\r\n\x02It melts in Oslo =\r\n\r\n"
    b"   Oslo (abc) - It melted in Oslo.\r\n\x03041240 GMT May 21\r\n\x04\r\n"
)
STORY = b"<nitf><body><body.content><p>Snow fell on Riga.</p></body.content></body></nitf>"

test_files = newsnorm.testing.reader_suite("wire/files", examples=[MESSAGES, STORY])
