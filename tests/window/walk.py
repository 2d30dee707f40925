#!/usr/bin/python3
"""Walks every page, and the windows of the evening, as a screen reader does: walk.py PROGRAM ROSTER. What a window must
be is listener.py's; one that a key opened is closed by Escape. Where marks are typed, household, item, value and what
is wrong are heard. TAP."""
import os
import subprocess
import sys

import listener
import typist

PAGES = ['home', 'households', 'rounds', 'marks', 'result', 'print', 'rubrics', 'history', 'settings', 'ledger',
         'backup', 'merge', 'deliberation', 'import']
# By these keys on these pages: windows of these names.
WINDOWS = [
    ('marks', ['ctrl+j'], '签到'),
    ('marks', ['ctrl+h'], '回避'),
    ('marks', ['ctrl+g'], '分组互评'),
    ('marks', ['ctrl+l'], '还差什么'),
    ('marks', ['ctrl+Home', '4', 'Return', '2', 'Return', 'ctrl+m'], '把这一户的分移到另一户'),
    ('marks', ['minus', '6', 'minus', 'Return'], '写原因'),
    ('marks', ['F4'], '现在谁来录'),
    ('marks', ['F1'], ''),
    ('marks', ['ctrl+alt+z'], '撤销'),
]
# What a key brings up within the window, and Escape or the same key takes away.
PANES = [('marks', 'F8', '定哪些再录', 'F8'), ('marks', 'F10', '评委与缺漏', 'Escape')]
# In 打分, one after the other: keys, and what is heard then. First all on one sheet, and the table of all.
HEARD = [
    (['4', 'Return', '2', 'Return'], ['章文斌', '院内地面', '2处']),
    (['9', '9', 'Return'], ['章文斌', '没有第99项']),
    (['Escape', 'F6'], ['章文斌', '院内地面', '2处']),
    (['5'], ['章文斌', '院内地面', '正在打5']),
    (['Escape', '1', 'period', '5', 'Return'], ['章文斌', '院内地面', '请']),
    (['Escape', 'F6'], ['章文斌', '项']),
]
# Three judges: one's sheets, all of a household, the table.
HEARD_OF_JUDGES = [
    (['4', 'Return', '2', 'Return'], ['张三', '王主任', '院内地面', '2处']),
    (['9', '9', 'Return'], ['张三', '没有第99项']),
    (['Escape', 'F6'], ['张三', '王主任', '院内地面', '2处']),
    (['Right', '3'], ['张三', '李委员', '院内地面', '正在打3']),
    (['Return', 'Up'], ['张三', '李委员', '院内地面', '3处']),
    (['Home', 'Escape', 'ctrl+Home', '3', 'Return'], ['张三', '请']),
    (['Escape', 'F6'], ['张三', '项']),
    (['F6'], ['张三', '项']),
]


def main():
    program, roster = sys.argv[1:]
    if not typist.available():
        print('1..0 # SKIP the package python3-pyatspi is not installed')
        return 0
    book = os.path.join(os.environ['XDG_RUNTIME_DIR'], 'sample.xiangping')
    manager = subprocess.Popen(['openbox'], stderr=subprocess.DEVNULL)
    walk = Walk([program, book, roster], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    points = [(page, lambda page=page: walk.page(page)) for page in PAGES]
    points.append(('what is heard of one sheet', lambda: walk.marks('marks', HEARD)))
    points += [(title or '+'.join(keys), lambda page=page, keys=keys, title=title: walk.window(page, keys, title))
               for page, keys, title in WINDOWS]
    points += [(name, lambda pane=(page, key, name, back): walk.pane(*pane)) for page, key, name, back in PANES]
    points.append(('what is heard of three judges', lambda: walk.marks('judges', HEARD_OF_JUDGES)))
    points += [('the meeting', walk.meeting), ('a vote', walk.vote)]
    print(f'1..{len(points)}')
    n_failed = 0
    for i, (name, point) in enumerate(points):
        problems, counts = point()
        for problem in problems:
            print(f'# {name}: {problem}')
        print(f'{"not ok" if problems else "ok"} {i + 1} {name}: {counts}', flush=True)
        n_failed += bool(problems)
    print(f'# {len(PAGES)} pages, {len(WINDOWS) + 1} windows, {len(PANES) + 1} panes, {walk.n_controls} controls, '
          f'{walk.n_stops} stops of Tab, {walk.n_heard} cells heard')
    walk.program.stdin.close()
    walk.program.wait(10)
    manager.terminate()
    return 1 if n_failed else 0


class Walk(listener.Listener):
    def show(self, page):
        self.program.stdin.write(page + '\n')
        self.program.stdin.flush()
        assert self.program.stdout.readline().strip() == page

    def page(self, name):
        self.show(name)
        return self.examine(self.frames()[0], f'Xp{name.capitalize()}Page')

    def window(self, page, keys, title):
        self.show(page)
        return self.opened(keys, title)

    def opened(self, keys, title):
        """It comes up with the focus in it; Escape closes it, and the focus is where it was."""
        before, n_frames = self.focus_in(self.frames()[-1]), len(self.frames())
        self.press(*keys)
        if not typist.until(lambda: len(self.frames()) > n_frames and title in self.frames()[-1].name, 10):
            return [f'it does not come up, but {[frame.name for frame in self.frames()]}'], ''
        window, name = self.frames()[-1], self.frames()[-1].name
        problems = [] if typist.until(lambda: self.focus_in(window) is not None, 10) else ['nothing in it has the focus']
        wrong, counts = self.examine(window)
        problems += wrong
        self.press('Escape')
        if not typist.until(lambda: len(self.frames()) == n_frames, 10):
            problems.append('Escape does not close it')
        elif not typist.until(lambda: self.focus_in(self.frames()[-1]) == before, 10):
            problems.append(f'the focus does not come back to {self.tell(before)}')
        return problems, f'“{name}”, {counts}'

    def pane(self, page, key, name, back):
        self.show(page)
        self.press(key)
        if not typist.until(lambda: (self.focus_in(self.frames()[0]) or self.frames()[0]).name.startswith(name), 10):
            return ['it does not take the focus'], ''
        above = {node.name: node for node in self.ancestors(self.focus_in(self.frames()[0]))}
        found = self.examine(above['XpSecondPane']) if 'XpSecondPane' in above else ([], 'has the focus')
        self.press(back)
        return found

    def marks(self, which, heard):
        self.show(which)
        problems = []
        for keys, words in heard:
            self.press(*keys)
            problems += self.hears(*words)
        return problems, f'{len(heard)} sentences'

    def meeting(self):
        """What is to be decided takes the place of the list."""
        self.show('meeting')
        if not self.tab_to('会上要定的'):
            return ['Tab does not come to what is to be decided'], ''
        self.press('space')
        return self.examine(self.frames()[0], 'XpResultPage')

    def vote(self):
        if not self.tab_to('对选中的表决'):
            return ['Tab does not come to the vote'], ''
        return self.opened(['space'], '记一次表决')


sys.exit(main())
