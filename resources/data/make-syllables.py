#!/usr/bin/env python3
"""Writes core/model/xp-syllables-table.c: how characters sound, are simplified and are put together.

Source: kMandarin, kSimplifiedVariant, kZVariant and kCangjie of the Unihan database (Debian package
unicode-data). Run from the top folder:
    python3 resources/data/make-syllables.py > core/model/xp-syllables-table.c
"""
import bz2
import unicodedata

FIRST, LAST, EACH_LINE = 0x4E00, 0x9FFF, 90
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"
PARTS = 5  # letters of Cangjie at most


def read(file):
    known = {}
    with bz2.open(f"/usr/share/unicode/Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3:
                known.setdefault(parts[1], {})[int(parts[0][2:], 16)] = parts[2]
    return known


def without_tone(reading):
    marks = unicodedata.normalize("NFD", reading.split()[0]).replace("u\u0308", "v")
    return "".join(c for c in marks if c.isascii())


def near(syllable):
    return syllable[:-1] if syllable.endswith(("ing", "eng")) else syllable


def chunks(text, size):
    return [text[at:at + size] for at in range(0, len(text), size)]


def write_text(name, text):
    print(f"const char {name}[] =")
    lines = chunks(text, EACH_LINE)
    for i, line in enumerate(lines):
        print(f'  "{line}"' + (";" if i + 1 == len(lines) else ""))


readings = {c: without_tone(r) for c, r in read("Readings")["kMandarin"].items()}
readings = {c: s for c, s in readings.items() if FIRST <= c <= LAST}
names = [""] + sorted(set(readings.values()) | {near(s) for s in readings.values()})
number = {syllable: i for i, syllable in enumerate(names)}

simple = {}
variants = read("Variants")
for field in ("kZVariant", "kSimplifiedVariant"):
    for c, to in variants[field].items():
        targets = [int(t.split("<")[0][2:], 16) for t in to.split()]
        if FIRST <= c <= LAST and c not in targets and FIRST <= targets[0] <= LAST:
            simple[c] = targets[0]
simple = {c: simple.get(to, to) for c, to in simple.items() if simple.get(to) != c or c > to}

cangjie = read("DictionaryLikeData")["kCangjie"]
every = range(FIRST, LAST + 1)
print("/* Made by resources/data/make-syllables.py from the Unihan database; not written by hand. */")
print('#include "xp-syllables-table.h"\n')
print("/* clang-format off */")
codes = [number[readings[c]] if c in readings else 0 for c in every]
write_text("XP_SYLLABLES", "".join(DIGITS[n // 64] + DIGITS[n % 64] for n in codes))
codes = [number[near(s)] for s in names]
write_text("XP_NEAR_SYLLABLES", "".join(DIGITS[n // 64] + DIGITS[n % 64] for n in codes))
write_text("XP_SIMPLE", "".join(chr(c) + chr(simple[c]) for c in sorted(simple)))
write_text("XP_PARTS", "".join(cangjie.get(c, "")[:PARTS].ljust(PARTS, ".") for c in every))
print("/* clang-format on */")
