"""The evening of evening.py that is typed twice: two judges' paper sheets, one judge after the other; then another
person types them again blind, with a slip of every kind. The sums wait until each difference was settled by what
stands on the paper, and what stands in the book then is what was read out."""
import random

import evening
import typist

JUDGES = ('王主任', '孙委员')
ITEMS = [str(n) for n in range(1, 25)]
FIRST, SECOND = 0, 1  # judges, and entries


class Twice(evening.Evening):
    JUDGED = ('--judges', ','.join(JUDGES), '--combine', '平均')

    def points(self):
        return [self.opens, self.types, self.is_asked, self.types_again, self.names_the_slips, self.is_held_up,
                self.settles, self.works_out, self.adds_up, self.posts, self.publishes, self.prints]

    # ---- what stands on the paper, and what is typed of it

    def read_out(self):
        self.known = set(self.run('marks', 'export', self.book, '1').split()[1:])
        known = {row.split(',')[0] for row in self.known}
        numbers = [row['number'] for row in self.rows('roster', 'list', self.book) if row['number'] not in known]
        chance = random.Random(20261013)
        self.states = {n: key for n, key in ((n, chance.choice(list(evening.STATES))) for n in numbers)
                       if chance.random() < .1}
        self.numbers = numbers
        self.judged = [n for n in numbers if n not in self.states]
        self.paper = {(n, judge): {item: chance.choice('1123') for item in
                                   chance.sample(ITEMS, chance.choice(evening.N_FINDINGS))}
                      for n in self.judged for judge in (FIRST, SECOND)}
        self.sheets = list(self.paper)
        self.entries = ({}, {})  # what is not typed as it stands on the paper
        self.slips = {}
        self.slip()
        self.expected = self.known | {f'{n},,*,{evening.STATES[key]}' for n, key in self.states.items()}
        self.expected |= self.rows_of(self.paper)

    def slip(self):
        """One of each kind; and where the first was wrong, or both of them."""
        at = iter(self.judged[2::3])
        self.make_slip('数字颠倒', next(at), FIRST, {'4': '12'}, {'4': '21'})
        self.make_slip('串行', next(at), SECOND, {'5': '2', '9': '1', '13': '3'}, {'6': '2', '10': '1', '14': '3'})
        self.make_slip('漏了一项', next(at), FIRST, {'3': '1', '8': '1'}, {'3': '1'})
        beside = next(at)
        self.paper[beside, SECOND] = {'2': '1', '7': '1', '18': '2'}
        self.make_slip('串列', beside, FIRST, {'4': '1', '15': '2'}, self.paper[beside, SECOND])
        pairs = [n for n in self.judged[14:] if str(int(n) + 1) in self.judged]
        following = str(int(pairs[0]) + 1)
        self.paper[following, SECOND] = {'10': '2', '20': '1', '22': '1'}
        self.make_slip('串户', pairs[0], SECOND, {'1': '1', '6': '1'}, self.paper[following, SECOND])
        rest = [n for n in self.judged[22:] if n not in (pairs[0], following)]
        self.make_slip('不一样', rest[0], FIRST, {'4': '2'}, {'4': '2'}, first={'4': '3'})
        self.make_slip('不一样', rest[1], SECOND, {'11': '2'}, {'11': '3'}, first={'11': '1'})

    def make_slip(self, word, number, judge, paper, second, first=None):
        self.paper[number, judge] = paper
        self.entries[1][number, judge] = second
        if first is not None:
            self.entries[0][number, judge] = first
        self.slips[number, JUDGES[judge]] = word

    def typed(self, entry):
        return {**self.paper, **self.entries[entry]}

    @staticmethod
    def rows_of(sheets):
        rows = {f'{n},{JUDGES[judge]},{item},{count}' for (n, judge), sheet in sheets.items()
                for item, count in sheet.items()}
        return rows | {f'{n},{JUDGES[judge]},*,无扣分' for n, judge in sheets}

    def export(self, *second):
        return set(self.run('marks', 'export', self.book, '1', *second).split()[1:])

    def type_judge(self, entry, judge):
        """One judge's sheets; who was not met is noted with the first."""
        keys = []
        for number in self.numbers:
            if number in self.states:
                keys += ['minus', self.states[number]] if (entry, judge) == (0, FIRST) else []
                continue
            for item, count in sorted(self.typed(entry)[number, judge].items(), key=lambda cell: int(cell[0])):
                keys += [*[f'KP_{c}' for c in item], 'KP_Enter', *[f'KP_{c}' for c in count], 'KP_Enter']
            keys.append('KP_Add')
        self.press(keys)

    def type_entry(self, entry):
        """Both judges'; the second one's begin when the first one's are on disk."""
        second = ('--second',) if entry == 1 else ()
        for judge in (FIRST, SECOND):
            if judge == SECOND:
                self.press(['F2', 'F2', 'space'])
            self.type_judge(entry, judge)
            sheets = {cell: sheet for cell, sheet in self.typed(entry).items() if cell[1] <= judge}
            if not typist.until(lambda: self.rows_of(sheets) <= self.export(*second)):
                for row in sorted(self.rows_of(sheets) - self.export(*second))[:20]:
                    print(f'# not there: {row}')
                return False
        return True

    def type_sheets(self):
        is_typed = self.type_entry(0)
        wrong = self.typed(0)
        self.paper_rows, self.expected = self.expected, (self.expected - self.rows_of(self.paper)) | self.rows_of(wrong)
        return is_typed

    # ---- the second time

    def hears(self, words):
        """Somewhere in the window these words stand."""
        return typist.until(lambda: self.stands(words))

    def stands(self, words):
        application = self.typist.find_application('xiangping')
        try:
            return any(words in (node.name or '') for node in self.typist.nodes(application))
        except self.typist.glib.Error:  # what has just been closed
            return False

    def is_asked(self):
        self.typist.press('F8')
        if not self.typist.waits_on('定哪些再录', 'XpMarksPage'):
            return 'F8 asks which sheets are typed twice', False
        self.typist.press('Return')
        if not (self.typist.focus_window('定哪些再录') and self.typist.waits_on('抽几户')):
            return 'it is asked how many', False
        self.typist.press('Return')
        if not self.typist.waits_on('抽签号'):
            return 'and by which seed', False
        self.typist.press('Return')
        is_asked = typist.until(lambda: not self.typist.sees('定哪些再录')) and self.typist.focus_window('永胜村') and \
            self.typist.waits_on('录第二遍', 'XpMarksPage')
        return 'every household is typed twice', is_asked

    def types_again(self):
        self.typist.press('Return')
        if not (self.typist.focus_window('第二遍谁来录') and self.typist.waits_on('别的人')):
            return 'whoever typed the first is told to let another type', False
        self.typist.press(*'li', 'Return')
        if not (typist.until(lambda: not self.typist.sees('第二遍谁来录')) and self.typist.focus_window('永胜村') and
                self.hears('第二遍：已录')):
            return 'the other sits before the sheets', False
        return 'another person types both judges\' sheets again', self.type_entry(1)

    def listed(self):
        return self.rows('second', 'list', self.book, '1')

    def names_the_slips(self):
        rows = self.listed()
        named = {(row['household'], row['judge']): row['slip'] for row in rows}
        for cell in sorted(named.keys() | self.slips.keys()):
            if named.get(cell) != self.slips.get(cell):
                print(f'# {cell}: {named.get(cell)}, made was {self.slips.get(cell)}')
        self.n_differing = len(rows)
        return f'{len(self.slips)} slips in {len(rows)} cells are named', named == self.slips

    def is_held_up(self):
        self.typist.press('alt+5')
        is_told = self.hears(f'两遍还有{self.n_differing}格不一样')
        return 'the sums wait for them', is_told and self.rows('round', 'list', self.book)[0]['stage'] == '打分'

    def settles(self):
        """By the paper: 1, 2, or what stands there."""
        self.typist.press('alt+4')
        if not self.typist.waits_on('', 'XpMarksPage'):
            return 'back to the sheets', False
        self.typist.press('F8')
        if not self.hears(f'还有{self.n_differing}格要照纸定'):
            return 'F8 lists them', False
        self.leave_picture('evening-differences')
        n_keys = 0
        while rows := self.listed():
            first = [row for row in rows if row['together'] == '1']
            says = [self.paper[row['household'], JUDGES.index(row['judge'])].get(row['item'], '0') for row in first]
            if [row['first'] for row in first] == says:
                self.typist.press('1')
            elif [row['second'] for row in first] == says:
                self.typist.press('2')
            elif not self.write(says[0]):
                return 'the paper says a third thing', False
            n_keys += 1
            if not typist.until(lambda: len(self.listed()) == len(rows) - len(first)):
                return f'{first[0]["household"]} is settled', False
        n_cells = len(self.paper) * len(self.rows('rubric', 'show', evening.FORM))
        is_rated = self.hears(f'录了两遍的{n_cells}格里，有{self.n_differing}格不一样')
        is_right = self.export() == self.paper_rows
        for row in sorted(self.export() ^ self.paper_rows)[:20]:
            print(f'# {"not on paper" if row not in self.paper_rows else "not there"}: {row}')
        is_kept = self.rows_of(self.typed(1)) <= self.export('--second')
        return f'{self.n_differing} cells in {n_keys} places stand as on the paper', is_rated and is_right and is_kept

    def write(self, count):
        self.typist.press('Return')
        if not (self.typist.focus_window('纸上写的是') and self.typist.waits_on('纸上是多少')):
            return False
        self.typist.press(count, 'Return')
        return typist.until(lambda: not self.typist.sees('纸上写的是')) and self.typist.focus_window('永胜村')

    # ---- the sums, with a pencil

    def adds_up(self):
        rules = {row['item_no']: (int(row['points']), int(row['cap'])) for row in
                 self.rows('rubric', 'show', evening.FORM) if row['mode'] == 'deduct'}

        def points(sheet):
            return 100 - sum(min(int(count) * rules[item][0], rules[item][1]) for item, count in sheet.items())
        totals = {row['number']: row['total'] for row in self.rows('tally', self.book, '1') if row['total']}
        mine = {n: (points(self.paper[n, FIRST]) + points(self.paper[n, SECOND])) / 2 for n in self.judged}
        wrong = [n for n in mine.keys() | totals.keys() if float(totals.get(n, -1)) != mine.get(n)]
        for n in wrong[:20]:
            print(f'# {n}: {totals.get(n)}, by hand {mine.get(n)}')
        return f'{len(mine)} sums are those of the paper', not wrong
