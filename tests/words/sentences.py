"""What the sources say to people: string literals with Chinese in them, joined as C joins them."""
import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
HAN = re.compile(r"[\u3400-\u9fff]")
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', re.S)
# Between two literals of one text: blanks, line ends, and printf's own macros for 64-bit numbers.
JOINT = re.compile(r"^(?:\s|G_GINT64_FORMAT)*$")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r", "f": "\f", "0": "\0"}


def unescape(text):
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found.group(1), found.group(1)), text)


def literals(path):
    """(line, text) of each literal, neighbours joined; comments are passed over."""
    source = path.read_text(encoding="utf-8")
    end, line, text = None, 0, ""
    for found in TOKEN.finditer(source):
        token = found.group(0)
        if not token.startswith('"'):
            continue
        joint = source[end : found.start()] if end is not None else "x"
        if end is not None and JOINT.match(joint):
            text += ("d" if "G_GINT64_FORMAT" in joint else "") + unescape(token[1:-1])
        else:
            if end is not None:
                yield line, text
            line, text = source.count("\n", 0, found.start()) + 1, unescape(token[1:-1])
        end = found.end()
    if end is not None:
        yield line, text


def sentences(*folders, but=()):
    """(path, line, text) of all literals with Chinese in the C files of these folders."""
    for folder in folders:
        for path in sorted((TOP / folder).rglob("*.c")):
            name = path.relative_to(TOP).as_posix()
            if any(name.startswith(prefix) for prefix in but):
                continue
            for line, text in literals(path):
                if HAN.search(text):
                    yield name, line, text


def ui_texts():
    """(path, line, text) of all that is translatable in the .ui files."""
    pattern = re.compile(r'translatable="yes"[^>]*>([^<]*)<')
    for path in sorted((TOP / "app").rglob("*.ui")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            for found in pattern.finditer(line):
                yield path.relative_to(TOP).as_posix(), number, found.group(1)


class Tap:
    """Test points in the order in which they are made."""

    def __init__(self):
        self.n = 0
        self.n_failed = 0

    def point(self, name, problems):
        problems = list(problems)
        self.n += 1
        self.n_failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.n} {name}")
        for problem in problems[:40]:
            print(f"# {problem}")

    def done(self):
        print(f"1..{self.n}")
        return 1 if self.n_failed else 0
