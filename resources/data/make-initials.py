#!/usr/bin/env python3
"""Writes core/model/xp-initials.c: the first letter of each character's Mandarin reading.

Source: kMandarin of the Unihan database (Debian package unicode-data). Run from the top folder:
    python3 resources/data/make-initials.py > core/model/xp-initials.c
"""
import bz2
import unicodedata

FIRST, LAST, EACH_LINE = 0x4E00, 0x9FFF, 90
letters = ["?"] * (LAST - FIRST + 1)
for line in bz2.open("/usr/share/unicode/Unihan_Readings.txt.bz2", "rt", encoding="utf-8"):
    parts = line.rstrip("\n").split("\t")
    if len(parts) == 3 and parts[1] == "kMandarin":
        code = int(parts[0][2:], 16)
        if FIRST <= code <= LAST:
            plain = unicodedata.normalize("NFD", parts[2].split()[0])
            letters[code - FIRST] = plain[0].lower()

text = "".join(letters)
print("/* Made by resources/data/make-initials.py from the Unihan database; not written by hand. */")
print('#include "xp-initials.h"\n')
print("/* clang-format off */")
print("const char XP_INITIALS[] =")
for at in range(0, len(text), EACH_LINE):
    end = ";" if at + EACH_LINE >= len(text) else ""
    print(f'  "{text[at:at + EACH_LINE]}"{end}'.replace("??", '?""?'))
print("/* clang-format on */")
