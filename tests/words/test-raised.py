"""Every place that raises an error has a case that raises it, and every message helps a clerk.

cases.tsv is the table: a test program, the test in it, the sentence of the source. The programs
run with raised.c in front of GLib, which writes down each error; so a row holds only as long as its
test really makes the program say the sentence.

test-raised.py RECORDER FOLDER                   FOLDER holds the test programs
test-raised.py --write RECORDER FOLDER [NAME…]   writes the missing rows; NAMEs are looked at too
"""
import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from raises import pattern, raises
from sentences import HAN, Tap

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE / "cases.tsv"
UNREACHED = HERE / "unreached.tsv"
MOST_UNREACHED = 14


def read_table(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    return [[field.replace("\\n", "\n") for field in row] for row in rows]


def run(program, recorder):
    """{test: [messages]} of one program; what has no test of its own stands under “”."""
    with tempfile.TemporaryDirectory() as folder:
        raised = pathlib.Path(folder) / "raised"
        env = dict(os.environ, XP_RAISED=str(raised), LD_PRELOAD=recorder)
        env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        done = subprocess.run([program], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        messages = collections.defaultdict(list)
        text = raised.read_text(encoding="utf-8") if raised.exists() else ""
        for row in text.split("\n"):
            fields = row.split("\t")
            if len(fields) == 3 and fields[1].replace(" ", "") == "xp-error-quark":
                messages[fields[0]].append(fields[2])
        return done.returncode, messages


def run_all(names, recorder, folder):
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        jobs = {}
        for name in names:
            jobs[name] = pool.submit(run, folder / f"test-{name.replace('/', '-')}", recorder)
        return {name: job.result() for name, job in jobs.items()}


# What to do now, or what stays as it was.
REMEDY = re.compile(r"请|再|可以|要.{0,4}就|没有变动|没有动|没有记上|什么也")


def faults_of(message):
    if not HAN.search(message):
        yield "is not Chinese"
    if not message.rstrip("）”\n ").endswith("。"):
        yield "does not end with a full stop"
    if not REMEDY.search(message):
        yield "names no remedy"
    if re.search(r"(?:^|[^\w.])/(?:[\w.-]+/)*[\w.-]+", message):
        yield "shows a path"
    if re.search(r"%[-#0-9.]*[lz]*[sdux]|0x[0-9a-fA-F]+|\berrno\b", message):
        yield "shows a code"


def write(rows, answers):
    """Drops the rows whose sentence is gone; adds one for each that some program raises."""
    sentences = [sentence for _, _, sentence in raises()]
    rows = [row for row in rows if row[2] in sentences]
    have = {row[2] for row in rows}
    for sentence in sentences:
        raised = (
            (program, test)
            for program, (_, tests) in sorted(answers.items())
            for test, said in tests.items()
            if sentence not in have and any(map(pattern(sentence).search, said)))
        for program, test in raised:
            rows.append([program, test, sentence])
            have.add(sentence)
            break
    head = [line for line in TABLE.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    body = ["\t".join(field.replace("\n", "\\n") for field in row) for row in sorted(rows)]
    TABLE.write_text("\n".join(head + body) + "\n", encoding="utf-8")


def main(arguments):
    is_writing = arguments[0] == "--write"
    recorder, folder = arguments[is_writing], pathlib.Path(arguments[is_writing + 1])
    rows, unreached = read_table(TABLE), read_table(UNREACHED)
    names = {row[0] for row in rows} | set(arguments[is_writing + 2 :])
    answers = run_all(names, recorder, folder)
    if is_writing:
        write(rows, answers)
        rows = read_table(TABLE)

    places = list(raises())
    said_by_sources = {sentence for _, _, sentence in places}
    with_case = {row[2] for row in rows}
    excused = {row[0] for row in unreached}
    messages = {}
    for name, (_, tests) in answers.items():
        messages.update(((name, test), said) for test, said in tests.items())
    tap = Tap()
    tap.point("the programs run", (
        f"{name} ended with {code}" for name, (code, _) in answers.items() if code != 0))
    tap.point("every sentence has a case", (
        f"{path}:{line}: “{sentence}”: no row in cases.tsv"
        for path, line, sentence in places if sentence not in with_case | excused))
    tap.point("every case is raised by its test", (
        f"{name} {test}: “{sentence}” was not raised"
        for name, test, sentence in rows
        if not any(map(pattern(sentence).search, messages.get((name, test), [])))))
    tap.point("the tables name sentences that are there", (
        f"“{sentence}” stands in no source" for sentence in sorted((with_case | excused) - said_by_sources)))
    tap.point("what no test can raise is a short list with reasons", (
        f"{row}" for i, row in enumerate(unreached)
        if len(row) != 2 or row[0] in with_case or i >= MOST_UNREACHED))
    tap.point("every message is a sentence a clerk can act on", sorted({
        f"{fault}: “{message}” ({name} {test})"
        for (name, test), said in messages.items() for message in set(said) for fault in faults_of(message)}))
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
