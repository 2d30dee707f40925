#!/usr/bin/python3
"""Prints the Han blocks of GB 18030-2022 from Unicode's own tables, to compare with xp-font-levels.c.

Python's tables end with the version of Unicode that it was made for: what a later one added at the
end of a block (U+2B739) or as a block (扩展I, which amendment 1 took in) is given here by hand.
"""
import unicodedata

BLOCKS = [("基本", 0x4E00, 0x9FFF), ("扩展A", 0x3400, 0x4DBF), ("扩展B", 0x20000, 0x2A6DF),
          ("扩展C", 0x2A700, 0x2B73F), ("扩展D", 0x2B740, 0x2B81F), ("扩展E", 0x2B820, 0x2CEAF),
          ("扩展F", 0x2CEB0, 0x2EBEF), ("康熙部首", 0x2F00, 0x2FDF), ("扩展I", 0x2EBF0, 0x2EE5F)]
LATER = {0x2B739} | set(range(0x2EBF0, 0x2EE5E))

for name, first, last in BLOCKS:
    known = [c for c in range(first, last + 1)
             if unicodedata.category(chr(c)) != "Cn" or c in LATER]
    assert known == list(range(known[0], known[-1] + 1)), name
    print(f'  {{"{name}", 0x{known[0]:x}, 0x{known[-1]:x}, {"true" if name == "扩展I" else "false"}}},')
