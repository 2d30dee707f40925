"""All that the window says can be said in another language, and English says all of it."""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

from sentences import HAN, JOINT, TOKEN, TOP, Tap

PO = TOP / "resources/po"
# Chinese whatever the language: what goes into the book or comes out of what was typed.
DATA = {
    "app/help/write-pictures.c": {"王会计"},
    "app/pages/xp-home-page.c": {"组"},
    "app/pages/xp-rubric-dialogs.c": {"村", "镇"},
    "app/widgets/xp-household-forms.c": {"到", "号"},
    "app/widgets/xp-new-round-rows.c": {
        "无", "一", "二", "三", "四", "%d年第%s季度“%s”评选", "人", "户", "每%s%s%s", "每%s3%s",
        "每%s3%s，余额互补", "分给各组20%s", "按村大小",
        "再多%s%s", "%s户以内%s%s", "：", "、", "，", "户以内", "以内", "再多",
        "按村大小：100户以内10户、300户以内20户、再多30户",
        "处数少", "上轮高", "得票多", "公益次数", "表决", "抽签", "并列",
    },
    "app/widgets/xp-rubric-forms.c": {"处"},
    "app/widgets/xp-rubric-pane-words.c": {
        "户", "人", "参评户", "总户数", "常住户", "去尾", "四舍五入", "进一", "合议", "平均", "去高低平均",
        "登记", "满分", "折算", "不计", "替代", "问一句", "先劝过", "有称号：", "平时分：", "、",
    },
    "app/widgets/xp-stock-window.c": {"%s 不印"},
    "app/widgets/xp-taking-list.c": {"人"},
    "app/widgets/xp-title-form.c": {"年"},
    "app/xp-window-book.c": {"示例-永胜村.xiangping"},
}
MARKED = re.compile(r"\b(?:_|N_|C_|NC_|ngettext)\s*\((?:[^()\"]|\"[^\"\n]*\"\s*,)*$")
KEY = re.compile(r"(?<![A-Za-z])(?:F\d+|Ctrl\+\w|Alt\+\d|Shift\+Tab|Esc|Tab|Pg(?:Up|Dn)|[VG]%s)")
HAN_WORDS = re.compile(r"[\u3400-\u9fff]+")


def run(*command, text=None):
    done = subprocess.run(command, cwd=TOP, input=text, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def listed(name):
    lines = (PO / name).read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def sources(*endings):
    """The window's files; app/ctl speaks Chinese as the books do."""
    for path in sorted((TOP / "app").rglob("*")):
        name = path.relative_to(TOP).as_posix()
        if path.suffix in endings and not name.startswith("app/ctl/"):
            yield name, path.read_text(encoding="utf-8")


def unmarked(name, source):
    """Chinese literals outside _ ()."""
    end, is_marked = 0, False
    for found in TOKEN.finditer(source):
        token = found.group(0)
        if not token.startswith('"'):
            continue
        if not (end and JOINT.match(source[end : found.start()])):
            is_marked = MARKED.search(source[max(0, found.start() - 200) : found.start()])
        end = found.end()
        if HAN.search(token) and not is_marked and token[1:-1] not in DATA.get(name, ()):
            yield f"{name}:{source.count(chr(10), 0, found.start()) + 1}: {token}"


def plain_in_ui(name, source):
    """Chinese texts of a .ui file that are not translatable, or in no domain."""
    interface = xml.etree.ElementTree.fromstring(source)
    if interface.get("domain") != "xiangping":
        yield f"{name}: no domain"
    for element in interface.iter():
        if HAN.search(element.text or "") and element.get("translatable") != "yes":
            yield f"{name}: “{element.text}”"


def entries(text):
    """{(context, msgid): msgstr} of a file of gettext's."""
    found, parts, at = {}, {}, None
    for line in text.split("\n") + ['msgid ""']:
        word, _, rest = line.partition(" ")
        if word in ("msgctxt", "msgid") and "msgstr" in parts:
            found[parts.get("msgctxt", ""), parts["msgid"]] = parts["msgstr"]
            parts = {}
        if word in ("msgctxt", "msgid", "msgstr"):
            at, parts[word] = word, rest[1:-1]
        elif line.startswith('"') and at:
            parts[at] += line[1:-1]
    found.pop(("", ""), None)
    return found


def template():
    files = "\n".join(listed("POTFILES")) + "\n"
    code, text, error = run(
        "xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
        "--flag=g_strdup_printf:1:c-format", "--flag=g_string_printf:2:c-format",
        "--flag=g_string_append_printf:2:c-format", "--flag=_:1:pass-c-format",
        "--files-from=-", "--output=-", text=files,
    )  # fmt: skip
    if code != 0:
        sys.exit(error)
    return text


def main():
    tap = Tap()
    tap.point(
        "Chinese in the window's sources is marked for translation",
        (problem for name, source in sources(".c", ".h") for problem in unmarked(name, source)),
    )
    tap.point(
        "Chinese in the .ui files is translatable",
        (problem for name, source in sources(".ui") for problem in plain_in_ui(name, source)),
    )
    saying = {
        name
        for name, source in sources(".c", ".ui")
        if re.search(r'\b(?:_|N_|C_|ngettext) ?\("|translatable="yes"', source)
    }
    tap.point("every file that says something is listed", saying ^ set(listed("POTFILES")))

    pot = template()
    languages = [language for language in listed("LINGUAS") if language != "zh"]
    tap.point("there is English, and Chinese is left alone", [] if languages == ["en"] else languages)
    tap.point("zh has a heading and no more", entries((PO / "zh.po").read_text(encoding="utf-8")))
    for language in languages:
        path = PO / f"{language}.po"
        said = entries(path.read_text(encoding="utf-8"))
        with tempfile.NamedTemporaryFile("w", suffix=".pot", encoding="utf-8") as file:
            file.write(pot)
            file.flush()
            code, _, lacking = run("msgcmp", str(path), file.name)
        tap.point(f"{language}: everything is translated", lacking.split("\n") if code else [])
        tap.point(f"{language}: nothing is there that is no longer said", said.keys() - entries(pot).keys())
        # The template knows which of them are formats; the language's own file might have lost it.
        code, merged, _ = run("msgmerge", "--quiet", "--no-fuzzy-matching", "--output=-", str(path), "-", text=pot)
        code, _, wrong = run("msgfmt", "--check", "--output-file=/dev/null", "-", text=merged)
        tap.point(f"{language}: numbers and names stand where they belong", wrong.split("\n") if code else [])
        tap.point(
            f"{language}: keys are the same keys",
            (f"{asked}: {text}" for (_, asked), text in said.items() if not set(KEY.findall(asked)) <= set(KEY.findall(text))),
        )
        tap.point(
            f"{language}: what stays Chinese is a word of the village",
            (
                f"{asked}: {text}"
                for (_, asked), text in said.items()
                if HAN.search(text) and (text == asked or not all(word in asked for word in HAN_WORDS.findall(text)))
            ),
        )
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
