"""The words of the house: what is inside stays inside, and Latin letters are words a clerk knows."""
import re
import sys

from sentences import HAN, Tap, sentences, ui_texts

# Names of inner things (design.md), in both languages.
INNER = re.compile(
    r"\b(?:acts?|bundles?|SHA(?:-?\d+)?|journal|hash|chain|uid|JSON|SQL(?:ite)?|rubric|tally|"
    r"entrant|verify|guard|schema|commit|WAL)\b|哈希|散列|区块|数据库|事务|回滚|日志文件|主键|外键|"
    r"字段值|异常|崩溃|空指针|参数错误|校验和"
)
# What may stand in Latin letters among Chinese: keys, file kinds, products that clerks see.
KNOWN = re.compile(
    r"^(?:WPS|Excel|PDF|PNG|xlsx|xls|csv|txt|et|doc|docx|xiangping|Ctrl|Shift|Alt|Tab|Esc|Enter|"
    r"PgUp|PgDn|F\d+|[A-Z]|[A-Z]\d|[VG]\d*|U|A\d|B\d|MB|KB|GB|UTF|ZIP|CSV|XML|HTML|Debian|GPL|"
    r"LANG|Unicode|word|n|m|x|yan|KINGSTON)$"
)


def window_texts():
    yield from ui_texts()
    yield from sentences("core", "app", but=("app/ctl/", "core/model/xp-initials", "core/model/xp-syll"))


def latin_words(text):
    text = re.sub(r"%[-+ #0]*(?:\*|\d+)?(?:\.\d+)?(?:hh|h|ll|l|z|j|t)?[a-zA-Z%]", " ", text)
    return re.findall(r"[A-Za-z][A-Za-z0-9]*", text)


def main():
    tap = Tap()
    tap.point(
        "inner words stay inside",
        (
            f"{path}:{line}: “{found.group(0)}” in “{text}”"
            for path, line, text in window_texts()
            if (found := INNER.search(text))
        ),
    )
    tap.point(
        "Latin letters are words a clerk knows",
        (
            f"{path}:{line}: “{word}” in “{text}”"
            for path, line, text in window_texts()
            for word in latin_words(text)
            if not KNOWN.match(word)
        ),
    )
    tap.point(
        "quotes and stops are Chinese ones",
        (
            f"{path}:{line}: {text!r}"
            for path, line, text in window_texts()
            if re.search(r'[\u3400-\u9fff][,;?!]|[\u3400-\u9fff]"|"[\u3400-\u9fff]', text)
        ),
    )
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
