#!/usr/bin/env python3
"""Writes resources/data/pinyin.txt: how characters sound that not everybody can read aloud.

Source: the Unihan database (Debian package unicode-data): kMandarin, the first reading, which is
that of the mainland; where it has none, kTGHZ2013, then kHanyuPinyin. kTGH tells the 3,500 common characters (level 1 of 通用规范汉字表), which need
no help and are left out. The surnames are our own list. Run from the top folder:
    python3 resources/data/make-pinyin.py > resources/data/pinyin.txt
"""
import bz2
import os

FOLDER = os.environ.get("UNICODE", "/usr/share/unicode")
COMMON = 3500
HEAD = """\
# 生僻字和姓氏的读音，由 make-pinyin.py 生成，请不要手改。
# 读音取自 Unicode 的 Unihan 数据库（kMandarin，没有的依次用 kTGHZ2013、kHanyuPinyin）；通用规范汉字表一级的 3500 字人人会念，不列。
# 姓氏读音和平常不同的，列在前面，行首是“姓”；有两种念法的都列出，请问本人。
"""
SURNAMES = """\
仇 qiú
单 shàn
查 zhā或chá
盖 gě
解 xiè
朴 piáo
任 rén
区 ōu
曾 zēng
华 huà或huá
员 yùn
燕 yān
葛 gě
应 yīng
召 shào
种 chóng
秘 bì
繁 pó
折 shé
洗 xiǎn
能 nài
宓 mì
乜 niè
缪 miào
翟 zhái或dí
覃 qín或tán
乐 yuè或lè
隗 wěi或kuí
冼 xiǎn
佘 shé
逄 páng
郗 xī或chī
尉迟 yù chí
万俟 mò qí
长孙 zhǎng sūn
令狐 líng hú
澹台 tán tái
"""


def read(file, field):
    with bz2.open(f"{FOLDER}/Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        parts = (line.rstrip("\n").split("\t") for line in lines if line.startswith("U+"))
        return {int(code[2:], 16): value for code, name, value in parts if name == field}


def is_common(level):
    return level is not None and int(level.split()[0].split(":")[1]) <= COMMON


def first_of(reading):
    return reading.split()[0].split(":")[-1].split(",")[0]


levels = read("OtherMappings", "kTGH")
readings = {}
for field in ("kMandarin", "kTGHZ2013", "kHanyuPinyin"):
    for character, reading in read("Readings", field).items():
        readings.setdefault(character, first_of(reading))
sounds = {}
for character, sound in sorted(readings.items()):
    if not is_common(levels.get(character)):
        sounds.setdefault(sound, []).append(chr(character))

print(HEAD, end="")
for line in SURNAMES.splitlines():
    print("姓", line)
for sound, characters in sorted(sounds.items()):
    print(sound, "".join(characters))
