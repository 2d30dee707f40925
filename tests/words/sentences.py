"""What the sources say to people: string literals with Chinese in them, joined as C joins them."""
import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
HAN = re.compile(r"[\u3400-\u9fff]")
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', re.S)
# Between two literals of one text: blanks, line ends, and printf's own macros for 64-bit numbers.
JOINT = re.compile(r"^(?:\s|G_GINT64_FORMAT)*$")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r", "f": "\f", "0": "\0"}
PRINTF = re.compile(r"%[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|z|j|t)?[a-zA-Z%]")


def unescape(text):
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found.group(1), found.group(1)), text)


def located(source):
    """(position, text) of each literal, neighbours joined; comments are passed over."""
    start, end, text = None, None, ""
    for found in TOKEN.finditer(source):
        token = found.group(0)
        if not token.startswith('"'):
            continue
        joint = source[end : found.start()] if end is not None else "x"
        if end is not None and JOINT.match(joint):
            text += ("d" if "G_GINT64_FORMAT" in joint else "") + unescape(token[1:-1])
        else:
            if end is not None:
                yield start, text
            start, text = found.start(), unescape(token[1:-1])
        end = found.end()
    if end is not None:
        yield start, text


def sources(*folders, but=()):
    """(path, its text) of the C files of these folders."""
    for folder in folders:
        for path in sorted((TOP / folder).rglob("*.c")):
            name = path.relative_to(TOP).as_posix()
            if not any(name.startswith(prefix) for prefix in but):
                yield name, path.read_text(encoding="utf-8")


def line_at(source, position):
    return source.count("\n", 0, position) + 1


def sentences(*folders, but=()):
    """(path, line, text) of all literals with Chinese in the C files of these folders."""
    for name, source in sources(*folders, but=but):
        for position, text in located(source):
            if HAN.search(text):
                yield name, line_at(source, position), text


def ui_texts():
    """(path, line, text) of all that is translatable in the .ui files."""
    pattern = re.compile(r'translatable="yes"[^>]*>([^<]*)<')
    for path in sorted((TOP / "app").rglob("*.ui")):
        source = path.read_text(encoding="utf-8")
        for found in pattern.finditer(source):
            yield path.relative_to(TOP).as_posix(), line_at(source, found.start()), found.group(1)


def without_text(source):
    """The source with blanks for its comments and marks for its literals; positions stay."""

    def blank(found):
        token = found.group(0)
        return re.sub(r"[^\n]", "\1" if token[0] == '"' else " ", token)

    return TOKEN.sub(blank, source)


def taker(bare, position):
    """The function whose argument stands at @position, or “=NAME” for an initializer of NAME."""
    depth = 0
    for i in range(position - 1, -1, -1):
        char = bare[i]
        if char in ")}]":
            depth += 1
        elif char in "([{" and depth > 0:
            depth -= 1
        elif char == "(":
            name = re.search(r"([A-Za-z_]\w*)\s*$", bare[:i])
            if name and name.group(1) not in ("_", "N_", "if", "while"):
                return name.group(1)
        elif char == "{":
            name = re.search(r"([A-Za-z_]\w*)\s*(?:\[[^\]]*\])*\s*=\s*$", bare[:i])
            if name:
                return "=" + name.group(1)
            if not re.search(r"[,{=]\s*$", bare[:i]):
                return ""
        elif char == ";" and depth == 0:
            return ""
    return ""


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
        for problem in problems[:300]:
            print(f"# {problem}")

    def done(self):
        print(f"1..{self.n}")
        return 1 if self.n_failed else 0
