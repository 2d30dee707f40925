#!/usr/bin/env python3
"""oracle.py PROGRAM N SEED: computes N random rounds once more, slowly, with fractions.

PROGRAM writes rounds with its own results, a JSON line each; here every household of every round is
computed again from what people read of the rules, and must agree digit for digit: the total, its
exact fraction, the place, every part. Nothing here is shared with core/score, no order of
computing either: a figure is a sum over a list each time it is asked for.
"""
import json
import subprocess
import sys
from fractions import Fraction

WHOLE = 10000
JUDGED = {"score", "grade", "vote"}  # never nothing by being left out; so a star of its own
IN_FULL_MARK = {"score", "deduct", "add", "vote", "grade", "star"}


def printed(value, rounding):
    """Once, to a hundredth of a point (values are in hundredths)."""
    size, sign = abs(value), 1 if value >= 0 else -1
    whole, rest = divmod(size.numerator, size.denominator)
    twice = 2 * rest
    up = twice > size.denominator or (
        twice == size.denominator and (rounding == "half-away" or whole % 2 == 1)
    )
    return sign * (whole + up)


class Round:
    def __init__(self, data):
        self.__dict__.update(data)
        self.by_no = {item["no"]: item for item in self.items}
        self.cells = {(e, j, at): (na, entered) for e, j, at, na, entered in self.marks}
        self.is_closed = {tuple(cell) for cell in self.closed}
        self.is_recused = {tuple(cell) for cell in self.recused}
        self.own_bodies = {self.body_of(item) for item in self.items} - {""}
        self.is_by_item = self.combine.endswith("-item")
        self.is_rescaling = self.na == "折算"

    # ---- who marks what ----

    @staticmethod
    def body_of(item):
        return item["by"] or ("计票" if item["mode"] == "vote" else "")

    def holds(self, judge, item):
        body = self.body_of(item)
        if body:
            return judge["body"] == body
        if judge["body"] in self.own_bodies:
            return False
        return (judge["no"] == 0) == (self.combine == "consensus")

    def is_scoring(self, judge):
        if judge["body"] in self.own_bodies:
            return True
        return (judge["no"] == 0) == (self.combine == "consensus")

    def checks_of(self, star):
        return [i for i in self.items if i["mode"] == "check" and i["no"].startswith(star["no"] + ".")]

    def is_computed(self, item):
        """Nobody marks it."""
        if item["off"]:
            return True
        if item["mode"] == "star":
            return item["gate"] == "score" or bool(self.checks_of(item))
        return item["mode"] == "gate" and item["gate"] in ("award", "score")

    def marked_by(self, judge):
        return [i for i in self.items if self.holds(judge, i) and not self.is_computed(i)]

    # ---- one cell ----

    def cell(self, entrant, judge, item):
        return self.cells.get((entrant["no"], judge["no"], item["at"]))

    def is_na(self, entrant, judge, item):
        if item["off"]:
            return True
        cell = self.cell(entrant, judge, item)
        return cell is not None and cell[0]

    def is_idle(self, entrant, judge, item):
        """A substitute whose item applies."""
        if not item["instead_of"]:
            return False
        return not self.is_na(entrant, judge, self.by_no[item["instead_of"]])

    def is_replaced(self, entrant, judge, item):
        """It does not apply, and its substitute does: that one is the answer, in every policy."""
        stand_ins = [i for i in self.items if i["instead_of"] == item["no"]]
        return self.is_na(entrant, judge, item) and any(
            not self.is_na(entrant, judge, i) for i in stand_ins
        )

    def reaches(self, entrant, item):
        taken = entrant["taken"].get(item["gate_key"])
        bound = 1 if item["gate"] == "award" else item["gate_bound"]
        return taken is not None and taken >= bound

    def is_lit(self, entrant, judge, star):
        if star["gate"] == "score" and not self.reaches(entrant, star):
            return False
        for check in self.checks_of(star):
            cell = self.cell(entrant, judge, check)
            if cell is not None and not cell[0] and cell[1] == 0 and not check["off"]:
                return False
        return True

    def points(self, entrant, judge, item):
        """What applies, by what was entered; a blank is nothing found."""
        cell = self.cell(entrant, judge, item)
        n = cell[1] if cell is not None else None
        mode = item["mode"]
        if mode == "score":
            return Fraction(n)
        if mode == "deduct":
            return Fraction(max(item["min"], item["max"] - (n or 0) * item["points"]))
        if mode == "add":
            return Fraction(min(item["max"], (n or 0) * item["points"]))
        if mode == "tier":
            reached = [rung[1] for rung in item["rungs"] if rung[0] <= (n or 0)]
            return Fraction(reached[-1] if reached else 0)
        if mode == "grade":
            return Fraction(item["rungs"][n - 1][1])
        if mode == "pair":
            plus, minus = divmod(n or 0, 100)
            value = (plus - minus) * item["points"]
            return Fraction(max(item["min"], min(item["max"], value)))
        if mode == "star":
            lit = self.is_lit(entrant, judge, item) if self.is_computed(item) else n == 1
            return Fraction(item["max"] if lit else 0)
        if mode == "vote":
            issued, returned, spoilt = self.ballots[str(item["at"])]
            votes = min(n, returned - spoilt)
            exact = Fraction(votes * item["max"], returned - spoilt)
            return Fraction(printed(exact, self.rounding))
        return Fraction(0)

    # ---- one sheet ----

    def missing(self, entrant, judge):
        """Items that the judge still has to mark."""
        closed = (entrant["no"], judge["no"]) in self.is_closed
        count = 0
        for item in self.marked_by(judge):
            if self.cell(entrant, judge, item) is not None:
                continue
            if self.is_idle(entrant, judge, item):
                continue
            asked = item["mode"] in JUDGED or (item["mode"] == "star" and item["gate"] != "score")
            count += not closed or asked
        return count

    def value(self, entrant, judge, item):
        """(what it adds inside the full mark, outside it, what the full mark loses by 折算)."""
        if item["mode"] in ("gate", "veto", "check") or self.is_idle(entrant, judge, item):
            return Fraction(0), Fraction(0), 0
        na = self.is_na(entrant, judge, item)
        if item["extra"]:
            if na:
                return Fraction(0), Fraction(0), 0
            points = self.points(entrant, judge, item)
            return Fraction(0), points - (item["max"] if item["mode"] == "deduct" else 0), 0
        if not na:
            return self.points(entrant, judge, item), Fraction(0), 0
        if self.is_replaced(entrant, judge, item):
            return Fraction(0), Fraction(0), 0
        full = self.full_of([item])
        if self.na == "满分":
            return Fraction(full), Fraction(0), 0
        return Fraction(0), Fraction(0), full if self.is_rescaling else 0

    def worth(self, entrant, judge, item):
        """The item's own points, also of one outside the full mark."""
        if self.is_na(entrant, judge, item):
            return self.value(entrant, judge, item)[0]
        return self.points(entrant, judge, item)

    def full_of(self, items):
        return sum(
            i["max"]
            for i in items
            if i["mode"] in IN_FULL_MARK and not i["extra"] and not i["instead_of"]
        )

    def is_void(self, entrant, judge):
        """折算 and nothing of the full mark applies: the sheet does not count."""
        items = [i for i in self.items if self.holds(judge, i)]
        lost = [
            i
            for i in items
            if self.is_rescaling
            and self.is_na(entrant, judge, i)
            and not self.is_replaced(entrant, judge, i)
        ]
        return self.full_of(lost) > 0 and self.full_of(lost) == self.full_of(items)

    def sheet(self, entrant, judge):
        """Its points as printed."""
        items = [i for i in self.items if self.holds(judge, i)]
        values = [self.value(entrant, judge, i) for i in items]
        got, extra, lost = (sum(v[k] for v in values) for k in range(3))
        full = self.full_of(items)
        if lost:
            got = Fraction(printed(got * full / (full - lost), self.rounding))
        return self.held(got, full) + extra

    @staticmethod
    def held(got, full):
        """Only 附加 passes the full mark."""
        return min(got, full) if full else got

    # ---- several judges ----

    def counting(self, entrant, judges):
        return [
            j
            for j in judges
            if not j["absent"]
            and (entrant["no"], j["no"]) not in self.is_recused
            and not self.is_void(entrant, j)
        ]

    def combined(self, figures, method):
        """(exact, was the mean taken for want of marks); None: nothing, or too few."""
        n = len(figures)
        if n == 0:
            return None
        method = method.replace("-item", "")
        rising = sorted(figures)
        is_mean = method == "trimmed-mean" and n < self.needed
        if is_mean and self.undecided:
            return None
        if method == "sum":
            return sum(rising), False
        if method == "median":
            return (rising[(n - 1) // 2] + rising[n // 2]) / 2, False
        if method == "trimmed-mean" and not is_mean:
            return sum(rising[1:-1]) / (n - 2), False
        return sum(rising) / n, is_mean

    def method_of(self, body):
        """Families, neighbours and ballots are few: always their plain mean."""
        return "mean" if self.combine == "consensus" or body in self.own_bodies else self.combine

    def by_items(self, entrant, judges, method):
        """Each item's figure is printed, and they add up; what does not apply to anybody is 折算."""
        exact, total, is_mean = Fraction(0), 0, False
        items = [i for i in self.items if self.holds(judges[0], i)]
        lost = 0
        extra_exact, extra = Fraction(0), 0
        for item in items:
            if item["mode"] in ("gate", "veto", "check") or item["instead_of"]:
                continue
            # The item and what stands for it are one line of the form.
            line = [item] + [i for i in items if i["instead_of"] == item["no"]]
            figures = []
            for judge in judges:
                for one in line:
                    if self.is_idle(entrant, judge, one):
                        continue
                    if self.is_na(entrant, judge, one) and (
                        self.na != "满分"
                        or self.full_of([one]) == 0
                        or self.is_replaced(entrant, judge, one)
                    ):
                        continue
                    figures.append(self.worth(entrant, judge, one))
            if not figures:
                lost += self.full_of([item]) if self.is_rescaling else 0
                continue
            made = self.combined(figures, method)
            if made is None:
                return None
            is_mean |= made[1]
            figure = printed(made[0], self.rounding)
            if item["extra"]:
                # The item's figure is what is printed; what it lost is taken from that.
                floor = item["max"] if item["mode"] == "deduct" else 0
                extra_exact, extra = extra_exact + made[0] - floor, extra + figure - floor
            else:
                exact, total = exact + made[0], total + figure
        full = self.full_of(items)
        if lost:
            exact = exact * full / (full - lost)
            total = printed(Fraction(total) * full / (full - lost), self.rounding)
        exact, total = self.held(exact, full), self.held(total, full)
        return exact + extra_exact, total + extra, is_mean

    def part(self, entrant, body, judges, weight):
        counting = self.counting(entrant, judges)
        if not counting:
            return None
        method = self.method_of(body)
        if method.endswith("-item"):
            made = self.by_items(entrant, counting, method)
            if made is None:
                return None
            exact, figure, is_mean = made
        else:
            made = self.combined([self.sheet(entrant, j) for j in counting], method)
            if made is None:
                return None
            exact, is_mean = made
            figure = printed(exact, self.rounding)
        weighted = figure if weight == 0 else printed(Fraction(figure * weight, WHOLE), self.rounding)
        return {
            "body": body,
            "weight": weight,
            "exact": exact,
            "printed": figure,
            "weighted": weighted,
            "marks": len(counting),
            "mean": is_mean,
        }

    # ---- the household ----

    def bodies(self):
        """[(body, its judges, its own weight)]: the judges (or their weighted bodies), then the
        bodies of the form in the order of its items."""
        own, listed = [], []
        for item in self.items:
            body = self.body_of(item)
            if body and body not in own:
                own.append(body)
        scoring = [j for j in self.judges if self.is_scoring(j)]
        if self.weights:
            for body, bp in self.weights:
                listed.append((body, [j for j in scoring if j["body"] == body], bp))
        elif any(self.body_of(i) == "" for i in self.items):
            listed.append(("", [j for j in scoring if j["body"] not in own], 0))
        for body in own:
            listed.append((body, [j for j in scoring if j["body"] == body], 0))
        return listed

    def scoring_of(self, entrant):
        return [
            j
            for j in self.judges
            if self.is_scoring(j)
            and not j["absent"]
            and (entrant["no"], j["no"]) not in self.is_recused
            and not self.is_void(entrant, j)
        ]

    def is_gate_failed(self, entrant):
        for item in self.items:
            if item["mode"] != "gate" or item["off"]:
                continue
            if item["gate"] in ("award", "score"):
                if not self.reaches(entrant, item):
                    return True
                continue
            for judge in self.scoring_of(entrant):
                cell = self.cell(entrant, judge, item) if self.holds(judge, item) else None
                if cell is not None and not cell[0] and cell[1] == 0:
                    return True
        return False

    def is_vetoed(self, entrant):
        for judge in self.scoring_of(entrant):
            for item in self.items:
                cell = self.cell(entrant, judge, item) if self.holds(judge, item) else None
                if cell is None or cell[0] or item["off"] or self.is_idle(entrant, judge, item):
                    continue
                if item["mode"] == "veto" and cell[1] == 1:
                    return True
                if item["veto"] and item["mode"] == "deduct" and cell[1] > 0:
                    return True
                if item["veto"] and item["mode"] == "pair":
                    if self.points(entrant, judge, item) <= item["min"]:
                        return True
        return False

    def result(self, entrant):
        none = {"parts": [], "total": None}
        if entrant["state"] != "present" or self.is_gate_failed(entrant):
            return none
        if any(self.missing(entrant, j) for j in self.scoring_of(entrant)):
            return none
        if any(i["mode"] == "vote" and not i["off"] and str(i["at"]) not in self.ballots for i in self.items):
            return none
        parts = []
        if self.usual_bp:
            usual = entrant["taken"].get("usual")
            if usual is None:
                return none
            parts.append(
                {
                    "body": "平时分",
                    "weight": self.usual_bp,
                    "exact": Fraction(usual),
                    "printed": usual,
                    "weighted": printed(Fraction(usual * self.usual_bp, WHOLE), self.rounding),
                    "marks": None,
                    "mean": False,
                }
            )
        final = []
        for body, judges, weight in self.bodies():
            made = self.part(entrant, body, judges, weight)
            if made is None:
                return none
            final.append(made)
        total, exact = self.together(parts, final)
        full = self.full_of(self.items)
        most = full + sum(i["max"] for i in self.items if i["extra"] and i["mode"] != "deduct")
        if full and self.combine != "sum":
            total, exact = min(total, most), min(exact, Fraction(most))
        if self.total_min is not None:
            least = self.total_min * 100
            total, exact = max(total, least), max(exact, Fraction(least))
        return {
            "parts": parts + final,
            "total": total,
            "exact": exact,
            "vetoed": self.is_vetoed(entrant),
        }

    def together(self, usual, final):
        """The printed parts added up; with 平时分 what the others make is the 终评, which weighs
        what is left."""
        total = sum(part["weighted"] for part in final)
        exact = sum(
            part["exact"] if part["weight"] == 0 else part["exact"] * part["weight"] / WHOLE
            for part in final
        )
        if not usual:
            return total, exact
        rest = WHOLE - self.usual_bp
        total = printed(Fraction(total * rest, WHOLE), self.rounding)
        if len(final) == 1:
            final[0]["weight"], final[0]["weighted"] = rest, total
        return (
            usual[0]["weighted"] + total,
            usual[0]["exact"] * self.usual_bp / WHOLE + exact * rest / WHOLE,
        )

    def places(self, results):
        placed = [
            r["total"] for r in results if r["total"] is not None and not r["vetoed"]
        ]
        return [
            0
            if r["total"] is None or r["vetoed"]
            else 1 + sum(other > r["total"] for other in placed)
            for r in results
        ]


def differences(line):
    data = json.loads(line)
    theirs = data.pop("results")
    made = Round(data)
    ours = [made.result(entrant) for entrant in made.entrants]
    places = made.places(ours)
    found = []
    for entrant, our, place, their in zip(made.entrants, ours, places, theirs):
        where = f"round {data['number']} household {entrant['no']}"

        def compare(what, mine, others):
            if mine != others:
                found.append(f"{where}: {what}: oracle {mine}, program {others}")

        compare("total", our["total"], their["total"])
        compare("place", place, their["rank"])
        if our["total"] is None or their["total"] is None:
            continue
        compare("exact", our["exact"], Fraction(*their["exact"]))
        compare("veto", our["vetoed"], their["vetoed"])
        compare("parts", len(our["parts"]), len(their["parts"]))
        their_parts = {part["body"]: part for part in their["parts"]}
        for mine in our["parts"]:
            name = f"part {mine['body']}"
            others = their_parts.get(mine["body"])
            if others is None:
                found.append(f"{where}: {name} is not among the program's parts")
                continue
            compare(f"{name}: weight", mine["weight"], others["weight"])
            compare(f"{name}: exact", mine["exact"], Fraction(*others["exact"]))
            compare(f"{name}: printed", mine["printed"], others["printed"])
            compare(f"{name}: weighted", mine["weighted"], others["weighted"])
            compare(f"{name}: mean", mine["mean"], others["mean"])
            if mine["marks"] is not None:
                compare(f"{name}: marks", mine["marks"], others["marks"])
    n_totals = sum(our["total"] is not None for our in ours)
    return found, len(ours), n_totals


def main():
    program, n_rounds, seed = sys.argv[1:4]
    rounds = subprocess.run(
        [program, "--rounds", n_rounds, "--first", seed], check=True, capture_output=True, text=True
    )
    n_households = n_totals = n_rounds_seen = 0
    found = []
    for line in rounds.stdout.splitlines():
        different, households, totals = differences(line)
        found += different
        n_households += households
        n_totals += totals
        n_rounds_seen += 1
    for line in found[:40]:
        print("# " + line)
    print(f"# first round {seed}: {n_rounds_seen} rounds, {n_households} households, {n_totals} with a total")
    is_good = not found and n_rounds_seen == int(n_rounds) and n_totals * 4 > n_households
    print("1..1")
    print(("ok" if is_good else "not ok") + " 1 - the oracle agrees digit for digit")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
