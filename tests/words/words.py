"""Which words may stand in a text for clerks."""
import re

from sentences import PRINTF

# Names of inner things (design.md), in both languages.
INNER = re.compile(
    r"\b(?:acts?|bundles?|SHA(?:-?\d+)?|journal|hash|chain|uid|JSON|SQL(?:ite)?|rubric|tally|"
    r"entrant|verify|guard|schema|commit|WAL)\b|哈希|散列|区块|数据库|事务|回滚|日志文件|主键|外键|"
    r"字段值|异常|崩溃|空指针|参数错误|校验和"
)
# What may stand in Latin letters among Chinese: keys, file kinds, products that clerks see.
KNOWN = re.compile(
    r"^(?:WPS|Excel|PDF|PNG|png|xlsx|xls|csv|txt|et|doc|docx|xiangping|Ctrl|Shift|Alt|Tab|Esc|Enter|"
    r"PgUp|PgDn|Insert|Delete|F\d+|[A-Z]|[A-Z]\d|[VG]\d*|U|A\d|B\d|MB|KB|GB|GB18030|UTF|ZIP|CSV|XML|HTML|Debian|GPL|"
    r"LANG|Unicode|[Ww]ord|n|m|x|yan|KINGSTON|No)$"
)


def latin_words(text):
    return re.findall(r"[A-Za-z][A-Za-z0-9]*", PRINTF.sub(" ", text))
