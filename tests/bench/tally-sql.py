#!/usr/bin/env python3
"""tally-sql.py PROGRAM FOLDER: the tally of PROGRAM (tally-bench) against SQLite doing the same:
the same marks in memory, keyed by household, judge and item; points with their floor, sheets,
trimmed means rounded half away from zero, places. Prints both and how many times faster."""
import os
import sqlite3
import subprocess
import sys
import time

SHEETS = """SELECT entrant_no, judge_no, SUM(MAX(0, 500 - n * 100)) AS points FROM mark {where}
 GROUP BY entrant_no, judge_no"""
TOTALS = """SELECT entrant_no, (2 * (SUM(points) - MAX(points) - MIN(points)) + COUNT(*) - 2)
 / (2 * (COUNT(*) - 2)) AS total FROM (""" + SHEETS + ") GROUP BY entrant_no"


def timed(work, n_times=1):
    start = time.perf_counter()
    for i in range(n_times):
        result = work(i)
    return 1000 * (time.perf_counter() - start) / n_times, result


def main():
    program, folder = sys.argv[1:3]
    path = os.path.join(folder, "marks.csv")
    said = subprocess.run([program, path], check=True, capture_output=True, text=True).stdout
    ours = {word: float(value) for word, value in (line.split() for line in said.splitlines())}
    with open(path, encoding="utf-8") as file:
        rows = [tuple(map(int, line.split(","))) for line in file]

    book = sqlite3.connect(":memory:")
    book.execute(
        "CREATE TABLE mark (entrant_no INT, judge_no INT, item_at INT, n INT,"
        " PRIMARY KEY (entrant_no, judge_no, item_at)) WITHOUT ROWID"
    )
    loading_ms, _ = timed(lambda _: book.executemany("INSERT INTO mark VALUES (?, ?, ?, ?)", rows))
    book.execute("CREATE TEMP TABLE result (entrant_no INTEGER PRIMARY KEY, total INT)")
    sums_ms, _ = timed(
        lambda _: book.execute("INSERT INTO result " + TOTALS.format(where="")).rowcount
    )
    (total,) = book.execute("SELECT SUM(total) FROM result").fetchone()
    ranking_ms, _ = timed(
        lambda _: book.execute(
            "SELECT entrant_no, RANK() OVER (ORDER BY total DESC) FROM result"
        ).fetchall(),
        5,
    )

    def change(i):
        book.execute(
            "UPDATE mark SET n = ? WHERE entrant_no = ? AND judge_no = ? AND item_at = ?",
            (i % 3, i % 10000 + 1, i % 9 + 1, i % 20 + 1),
        )
        one = TOTALS.format(where="WHERE entrant_no = ?")
        return book.execute("INSERT OR REPLACE INTO result " + one, (i % 10000 + 1,)).rowcount

    change_ms, _ = timed(change, 2000)
    print(f"sums agree: {'yes' if total == ours['sum_hundredths'] else 'NO'} ({total})")
    for what, mine, sql in (
        ("tally from nothing, marks put in", ours["tally_ms"], loading_ms + sums_ms),
        ("of which SQL's sums alone", ours["tally_ms"], sums_ms),
        ("one mark changed", ours["one_mark_ms"], change_ms),
        ("whole ranking", ours["ranking_ms"], ranking_ms),
    ):
        print(f"{what}: {mine:.4f} ms, SQL {sql:.4f} ms, {sql / mine:.1f} times")


if __name__ == "__main__":
    main()
