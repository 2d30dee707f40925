"""The words of the house: what is inside stays inside, and Latin letters are words a clerk knows."""
import re
import sys

from sentences import Tap, sentences, ui_texts
from words import INNER, KNOWN, latin_words

# Where other words may stand, and why.
ALLOWED = (
    ("core/rubric/", "the names that stand in a .rubric file, for whoever writes one",
     {"rubric", "award", "item", "change", "name", "mode", "deduct", "score", "gate", "veto", "max",
      "extra"}),
    ("core/desk/xp-rubric-files.c", "the ending of a form's file", {"rubric"}),
    ("core/paper/xp-font-book.c", "the packages that bring the font, and the character's own number",
     {"fonts", "babelstone", "han", "hanazono", "U"}),
    ("core/paper/xp-font-roles.c", "how makers call their fonts", {"GBK", "GB2312"}),
    ("core/paper/xp-pdf.c", "the package that printing needs", {"libhpdf"}),
    ("core/table/xp-roster-cells.c", "the number of a character that looks like another", {"FB"}),
    ("app/main.c", "the usage, in a terminal", {"sample"}),
    ("app/widgets/xp-font-window.c", "the package that brings rare characters", {"fonts", "hanazono"}),
)
# No texts for people: tables of characters.
NO_TEXTS = ("app/ctl/", "core/model/xp-initials", "core/model/xp-syll")
HALF_WIDTH = re.compile(r'[\u3400-\u9fff][,;?!]|[\u3400-\u9fff]"|"[\u3400-\u9fff]')
# A line of a table file is shown as it has to be typed.
TYPED = {"年-月-日,0或1,说明"}


def window_texts():
    yield from ui_texts()
    yield from sentences("core", "app", but=NO_TEXTS)


def is_allowed(path, word):
    return any(path.startswith(place) and word in words for place, _, words in ALLOWED)


def without_typed(text):
    for typed in TYPED:
        text = text.replace(typed, "")
    return text


def main():
    texts = list(window_texts())
    tap = Tap()
    tap.point("there are texts to look at", [] if len(texts) > 1000 else [f"only {len(texts)}"])
    tap.point("inner words stay inside", (
        f"{path}:{line}: “{word}” in “{text}”"
        for path, line, text in texts for word in INNER.findall(text) if not is_allowed(path, word)))
    tap.point("Latin letters are words a clerk knows", (
        f"{path}:{line}: “{word}” in “{text}”"
        for path, line, text in texts for word in latin_words(text)
        if not KNOWN.match(word) and not is_allowed(path, word)))
    tap.point("commas, stops and quotes are Chinese ones", (
        f"{path}:{line}: “{text}”"
        for path, line, text in texts if HALF_WIDTH.search(without_typed(text))))
    tap.point("every allowance is used", (
        f"{place}: “{word}” ({why})"
        for place, why, words in ALLOWED for word in sorted(words)
        if not any(path.startswith(place) and word in latin_words(text) for path, _, text in texts)))
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
