#!/usr/bin/python3
"""A whole evening, typed: evening.py XIANGPING XIANGPINGCTL ROSTER. The book is opened with the village's list in
it, every household's sheet typed with the keypad, worked out, discussed, posted; a fortnight later published, and the
certificates printed. What stands in the book and on the paper is what was read out. TAP."""
import csv
import io
import os
import random
import re
import subprocess
import sys

import typist

FORM = 'ganjing-renjia'
# Of 412 sheets of the form a village typed: most have two to four findings, each of one to three places.
N_FINDINGS = (0, 1, 2, 3, 3, 3, 4, 5)
STATES = {'1': '没碰上人', '3': '全家在外', '4': '没人住'}
A_FORTNIGHT = '+20d'


def main():
    program, ctl, roster = sys.argv[1:]
    if not typist.available():
        print('1..0 # SKIP the package python3-pyatspi is not installed')
        return 0
    evening = Evening(os.path.realpath(program), os.path.realpath(ctl), os.path.realpath(roster))
    points = [evening.opens, evening.types, evening.works_out, evening.posts, evening.publishes, evening.prints]
    print(f'1..{len(points)}')
    n_failed = 0
    for i, point in enumerate(points):
        what, is_right = point()
        n_failed += not is_right
        print(f'{"ok" if is_right else "not ok"} {i + 1} {what}', flush=True)
        if not is_right:
            evening.leave_picture(f'evening-{i + 1}')
            print('Bail out! the evening does not go on')
            break
    evening.end()
    return 1 if n_failed else 0


class Evening:
    def __init__(self, program, ctl, roster):
        self.program, self.ctl = program, ctl
        os.chdir(os.environ['XDG_RUNTIME_DIR'])
        self.manager = subprocess.Popen(['openbox'], stderr=subprocess.DEVNULL)
        self.book = os.path.abspath('村.xiangping')
        self.run('new', self.book, '--village', '永胜村')
        self.run('roster', 'import', self.book, roster)
        self.run('round', 'open', self.book, '--rubric', FORM, '--name', '第三季度评选', '--combine', '合议', '--line',
                 '90', '--quota', '无')
        self.typist = None
        self.n_keys = 0
        self.read_out()

    def run(self, *words):
        done = subprocess.run([self.ctl, *words], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f'Bail out! {" ".join(words)}: {done.stderr}')
        return done.stdout

    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.run(*words, '--format', 'csv'))))

    def read_out(self):
        """Who says what at each household, and what is to stand in the book afterwards."""
        self.expected = set(self.run('marks', 'export', self.book, '1').split()[1:])  # who is known to be away
        known = {row.split(',')[0] for row in self.expected}
        numbers = [row['number'] for row in self.rows('roster', 'list', self.book) if row['number'] not in known]
        deducts = [str(n) for n in range(1, 25)]
        chance = random.Random(20261012)
        self.sheets = []
        for number in numbers:
            if chance.random() < .1:
                key = chance.choice(list(STATES))
                self.sheets.append(['minus', key])
                self.expected.add(f'{number},,*,{STATES[key]}')
                continue
            keys = []
            for item in sorted(chance.sample(deducts, chance.choice(N_FINDINGS)), key=int):
                count = chance.choice('1123')
                keys += [*item, 'KP_Enter', count, 'KP_Enter']
                self.expected.add(f'{number},,{item},{count}')
            self.sheets.append([f'KP_{key}' if key.isdigit() else key for key in keys] + ['KP_Add'])
            self.expected.add(f'{number},,*,无扣分')

    # ---- the points

    def start(self, name, *before):
        """Whoever sits there says so first: by name, or with Enter if it is the same as the last time."""
        if self.typist is not None:
            self.typist.leave()
        self.typist = typist.Typist([*before, self.program, self.book])
        is_asked = self.typist.focus_window('谁来录') and self.typist.waits_on('', '现在谁来录？')
        self.typist.press(*name, 'Return')
        return is_asked and typist.until(lambda: not self.typist.sees('谁来录')) and self.typist.focus_window('永胜村')

    def opens(self):
        return 'the file is opened, the typist says who types', self.start('wang')

    def types(self):
        if not self.typist.waits_on('接着录'):
            return 'the focus waits on what comes next', False
        self.typist.press('Return')
        if not self.typist.waits_on('', 'XpMarksPage'):
            return 'Enter leads to the sheets', False
        keys = [key for sheet in self.sheets for key in sheet]
        self.n_keys = len(keys)
        self.typist.press(*keys)
        is_right = typist.until(lambda: set(self.run('marks', 'export', self.book, '1').split()[1:]) == self.expected)
        if not is_right:
            there = set(self.run('marks', 'export', self.book, '1').split()[1:])
            for row in sorted(there ^ self.expected)[:20]:
                print(f'# {"not read out" if row in there else "not there"}: {row}')
        return f'{len(self.sheets)} households in {self.n_keys} keys stand as they were read out', is_right

    def is_at(self, stage):
        return typist.until(lambda: self.rows('round', 'list', self.book)[0]['stage'] == stage)

    def go_on(self, button, stage):
        """The focus comes to the button by itself, Enter presses it. What went wrong; None: nothing."""
        if not self.typist.waits_on(button, 'XpResultPage'):
            return f'the focus waits on {button}'
        self.typist.press('Return')
        return None if self.is_at(stage) else f'Enter goes on to {stage}'

    def works_out(self):
        self.typist.press('alt+5')
        wrong = self.go_on('算分', '算分')
        return wrong or 'Enter works it out', wrong is None

    def posts(self):
        wrong = self.go_on('开会评议', '评议') or self.go_on('张贴公示', '公示')
        return wrong or 'it is discussed and posted', wrong is None

    def publishes(self):
        self.typist.press('ctrl+q')
        if not typist.until(lambda: self.typist.program.poll() is not None):
            return 'it is closed', False
        if not self.start('', 'faketime', '-f', A_FORTNIGHT):
            return 'it opens a fortnight later', False
        if not self.typist.waits_on('公布结果'):
            return 'the first page says what comes next', False
        self.typist.press('Return')  # leads to the page of results
        wrong = self.go_on('公布结果', '公布')
        return wrong or 'a fortnight later it is published', wrong is None

    def prints(self):
        paper = os.path.abspath('永胜村_第三季度评选_荣誉证书.pdf')  # as it is named for him, where he is
        self.typist.press('alt+6')
        is_there = self.typist.tab_to('荣誉证书')
        self.typist.press('space')
        is_saved = is_there and self.typist.tab_to('存成 PDF')
        self.typist.press('space')
        if not (is_saved and self.typist.focus_window('存在哪里') and self.typist.waits_on('', '存在哪里')):
            return 'it is asked where the certificates go', False
        self.typist.press('Return')
        if not typist.until(lambda: os.path.exists(paper)):
            return 'the certificates are saved', False
        text = subprocess.run(['pdftotext', paper, '-'], capture_output=True, text=True, check=True).stdout
        awarded = [row for row in self.rows('tally', self.book, '1') if row['awarded'] == '是']
        words = re.sub(r'\s', '', text)
        missing = [row['head'] for row in awarded if row['head'] not in words]
        n_pages = text.count('\f')
        return f'{len(awarded)} certificates, every name right', not missing and n_pages == len(awarded) > 0

    # ---- the end

    def leave_picture(self, name):
        folder = os.environ.get('XP_SHOTS')
        if folder:
            subprocess.run(['import', '-window', 'root', os.path.join(folder, name + '.png')], check=False)

    def end(self):
        if self.typist is not None:
            self.typist.leave()
            self.typist.program.terminate()
            self.typist.program.wait(10)
        self.manager.terminate()


sys.exit(main())
