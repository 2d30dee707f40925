#!/usr/bin/python3
"""A whole evening, typed: evening.py HOW XIANGPING XIANGPINGCTL ROSTER. The book is opened with the village's list in
it, every household's sheet typed with the keypad, worked out, discussed, posted; a fortnight later published, and the
certificates printed. What stands in the book and on the paper is what was read out. HOW: smooth; killed (the power goes in the middle of a
sheet); slips (twenty wrong keys, each undone); second (two judges' sheets, typed twice: twice.py). TAP."""
import csv
import io
import os
import random
import re
import signal
import subprocess
import sys

import typist

FORM = 'ganjing-renjia'
# Of 412 sheets of the form a village typed: most have two to four findings, each of one to three places.
N_FINDINGS = (0, 1, 2, 3, 3, 3, 4, 5)
STATES = {'1': '没碰上人', '3': '全家在外', '4': '没人住'}
A_FORTNIGHT = '+20d'
N_SLIPS = 20


def main():
    how, program, ctl, roster = sys.argv[1:]
    if not typist.available():
        print('1..0 # SKIP the package python3-pyatspi is not installed')
        return 0
    evening = find_evening(how)(os.path.realpath(program), os.path.realpath(ctl), os.path.realpath(roster))
    points = evening.points()
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
    JUDGED = ('--combine', '合议')

    def __init__(self, program, ctl, roster):
        self.program, self.ctl = program, ctl
        os.chdir(os.environ['XDG_RUNTIME_DIR'])
        self.manager = subprocess.Popen(['openbox'], stderr=subprocess.DEVNULL)
        self.book = os.path.abspath('村.xiangping')
        self.run('new', self.book, '--village', '永胜村')
        self.run('roster', 'import', self.book, roster)
        self.run('round', 'open', self.book, '--rubric', FORM, '--name', '第三季度评选', *self.JUDGED, '--line', '90',
                 '--quota', '无')
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
        self.known = set(self.expected)
        known = {row.split(',')[0] for row in self.known}
        numbers = [row['number'] for row in self.rows('roster', 'list', self.book) if row['number'] not in known]
        deducts = [str(n) for n in range(1, 25)]
        chance = random.Random(20261012)
        self.sheets = []
        for number in numbers:
            if chance.random() < .1:
                key = chance.choice(list(STATES))
                self.sheets.append([['minus', key]])
                self.expected.add(f'{number},,*,{STATES[key]}')
                continue
            keys = []  # of each finding
            for item in sorted(chance.sample(deducts, chance.choice(N_FINDINGS)), key=int):
                count = chance.choice('1123')
                keys.append([*[f'KP_{c}' for c in item], 'KP_Enter', f'KP_{count}', 'KP_Enter'])
                self.expected.add(f'{number},,{item},{count}')
            self.sheets.append(keys + [['KP_Add']])
            self.expected.add(f'{number},,*,无扣分')

    def points(self):
        return [self.opens, self.types, self.works_out, self.posts, self.publishes, self.prints]

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
        if not self.type_sheets():
            return 'it goes on where it was', False
        is_right = typist.until(lambda: self.stored() == self.expected)
        for row in sorted(self.stored() ^ self.expected)[:20]:
            print(f'# {"not read out" if row not in self.expected else "not there"}: {row}')
        return f'{len(self.sheets)} sheets in {self.n_keys} keys stand as they were read out', is_right

    def stored(self):
        return set(self.run('marks', 'export', self.book, '1').split()[1:])

    def press(self, keys):
        self.n_keys += len(keys)
        self.typist.press(*keys)

    def type_sheets(self):
        self.press([key for sheet in self.sheets for part in sheet for key in part])
        return True

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
        wrong = self.go_on('开会评议', '评议') or self.posts_all_the_same()
        return wrong or 'it is discussed and posted; the notice comes next', wrong is None

    def posts_all_the_same(self):
        """Enter alone posts nothing while something is open; what comes next is on the focus. None: all is right."""
        if not self.typist.waits_on('张贴公示', 'XpResultPage'):
            return 'the focus waits on 张贴公示'
        self.typist.press('Return')
        if not (self.typist.focus_window('现在就贴') and self.typist.waits_on('先不贴')):
            return 'it is asked first, and the focus waits on not to'
        self.typist.press('Return')
        if not (typist.until(lambda: not self.typist.sees('现在就贴')) and self.typist.focus_window('永胜村')):
            return 'the question goes away'
        if not (self.is_at('评议') and self.typist.waits_on('对选中的表决', 'XpResultPage')):
            return 'nothing was posted, and what is open comes next'
        if not self.typist.tab_to('张贴公示'):
            return 'it can be posted all the same'
        self.typist.press('Return')
        if not (self.typist.focus_window('现在就贴') and self.typist.waits_on('先不贴') and
                self.typist.tab_to('照样贴')):
            return 'the other answer is there'
        self.typist.press('Return')
        if not (typist.until(lambda: not self.typist.sees('现在就贴')) and self.typist.focus_window('永胜村')):
            return 'the question goes away'
        if not (self.is_at('公示') and self.typist.waits_on('印公示', 'XpResultPage')):
            return 'it is posted, and the focus waits on the notice'
        return None

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
        if not (is_there and self.is_asked_where()):
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

    def is_asked_where(self):
        """The button cannot be pressed before the sheets are drawn."""
        if not (typist.until(lambda: self.typist.can_press('存成 PDF')) and self.typist.tab_to('存成 PDF')):
            return False
        self.typist.press('space')
        return self.typist.focus_window('存在哪里') and self.typist.waits_on('', '存在哪里')

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


class Killed(Evening):
    """The power goes while an item's number stands there that nobody has entered yet."""

    def type_sheets(self):
        at = next(i for i, sheet in enumerate(self.sheets) if i > len(self.sheets) // 2 and len(sheet) > 3)
        first, second = self.sheets[at][:2]
        before = [part for sheet in self.sheets[:at] for part in sheet] + [first]
        self.press([key for part in before for key in part] + second[:-3])
        n_rows = sum(len(sheet) for sheet in self.sheets[:at]) + 1 + len(self.known)
        if not typist.until(lambda: len(self.stored()) == n_rows):
            return False
        self.typist.program.send_signal(signal.SIGKILL)
        self.typist.program.wait()
        there = self.stored()
        if not (len(there) == n_rows and there < self.expected and self.start('') and self.typist.waits_on('接着录')):
            return False
        self.typist.press('Return')
        if not self.typist.waits_on('', 'XpMarksPage'):
            return False
        rest = self.sheets[at][1:] + [part for sheet in self.sheets[at + 1:] for part in sheet]
        self.press([key for part in rest for key in part])
        return True


class Slips(Evening):
    """A wrong count, or a sheet closed too soon: Ctrl+Z, and it is typed right."""

    def type_sheets(self):
        chance = random.Random(20)
        findings = [(i, k) for i, sheet in enumerate(self.sheets) for k in range(len(sheet) - 1)]
        wrong = set(chance.sample(findings, N_SLIPS))
        keys = []
        for i, sheet in enumerate(self.sheets):
            for k, part in enumerate(sheet):
                if (i, k) in wrong:
                    is_count = chance.random() < .7
                    keys += [*part[:-2], 'KP_9', 'KP_Enter', 'ctrl+z'] if is_count else ['KP_Add', 'ctrl+z']
                keys += part
        self.press(keys)
        return True


def find_evening(how):
    if how == 'second':
        import twice
        return twice.Twice
    return {'smooth': Evening, 'killed': Killed, 'slips': Slips}[how]


if __name__ == '__main__':
    sys.exit(main())
