#!/usr/bin/python3
"""Walks every page, and the windows of the sitting, as a screen reader does: walk.py PROGRAM ROSTER. Whatever can have the
focus has a name that somebody gave it and a role; Tab comes to it, or the arrows from a neighbour that Tab comes to; a
long list is left with one Tab; Tab goes round and comes back, Shift+Tab as well. A window that a key opened is closed by
Escape, with the focus where it was. Where marks are typed, household, item, value and what was wrong are heard. TAP."""
import os
import re
import subprocess
import sys

import typist

PAGES = ['home', 'households', 'rounds', 'marks', 'result', 'print', 'rubrics', 'history', 'settings', 'ledger',
         'backup', 'merge', 'deliberation', 'import']
# By these keys on these pages: windows of these names.
WINDOWS = [('marks', ['ctrl+j'], '签到'), ('marks', ['ctrl+h'], '回避'), ('marks', ['ctrl+g'], '分组互评'),
           ('marks', ['ctrl+l'], '还差什么'), ('marks', ['ctrl+m'], '把这一户的分移到另一户'), ('marks', ['F1'], '')]
# The arrows go from one to the next of these; Tab comes to one of them.
TOGETHER = {'list item', 'table cell', 'radio button', 'tree item', 'menu item', 'toggle button', 'row', 'table row'}
NAMELESS = re.compile(r'^(Gtk|Adw|Xp)[A-Z]')
CONTAINERS = {'scroll pane', 'frame', 'filler', 'viewport', 'list', 'table', 'panel', 'grouping'}
# The window manager has keys of its own for these.
OF_THE_FRAME = {'Minimize', 'Maximize', 'Close'}
# There only while a list is read; a stack's page that is behind is not told from the one in front.
WHILE_READING = {'不读了'}


def main():
    program, roster = sys.argv[1:]
    if not typist.available():
        print('1..0 # SKIP the package python3-pyatspi is not installed')
        return 0
    book = os.path.join(os.environ['XDG_RUNTIME_DIR'], 'sample.xiangping')
    walk = Walk([program, book, roster], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    points = [(page, lambda page=page: walk.page(page)) for page in PAGES]
    points += [(title or ''.join(keys), lambda page=page, keys=keys, title=title: walk.window(page, keys, title))
               for page, keys, title in WINDOWS]
    points.append(('what is heard while marks are typed', walk.marks))
    print(f'1..{len(points)}')
    n_failed = 0
    for i, (name, point) in enumerate(points):
        problems = point()
        for problem in problems:
            print(f'# {name}: {problem}')
        print(f'{"not ok" if problems else "ok"} {i + 1} {name}', flush=True)
        n_failed += bool(problems)
    print(f'# {len(PAGES)} pages, {len(WINDOWS)} windows, {walk.n_controls} controls, {walk.n_unnamed} unnamed, '
          f'{walk.n_unreached} unreachable')
    walk.program.stdin.close()
    walk.program.wait(20)
    return 1 if n_failed else 0


class Walk(typist.Typist):
    MOST_SETTINGS, MOST_SILENT = 8, 6
    n_controls = n_unnamed = n_unreached = 0

    def show(self, page):
        self.program.stdin.write(page + '\n')
        self.program.stdin.flush()
        assert self.program.stdout.readline().strip() == page

    def frames(self):
        return [frame for frame in self.find_application('walked') if frame is not None]

    def page(self, name):
        self.show(name)
        return self.examine(self.frames()[0], f'Xp{name.capitalize()}Page')

    def examine(self, window, page=''):
        problems = []
        controls = [node for node in self.showing(window, page)
                    if self.has(node, 'FOCUSABLE', 'SENSITIVE') and node.getRoleName() not in CONTAINERS
                    and node.name not in OF_THE_FRAME | WHILE_READING and not self.is_part(node)]
        for node in controls:
            if not node.name or NAMELESS.match(node.name):
                problems.append(f'without a name: {self.tell(node)}, in {self.tell(node.parent)}')
                self.n_unnamed += 1
            if node.getRoleName() in ('unknown', 'invalid'):
                problems.append(f'without a role: {self.tell(node)}')
        reached = self.rounds(problems)
        unreached = [node for node in controls if not self.is_reached(node, reached)]
        self.n_controls += len(controls)
        self.n_unreached += len(unreached)
        return problems + [f'Tab never comes to {self.tell(node)}' for node in unreached]

    def rounds(self, problems):
        """What Tab comes to; Shift+Tab comes round as well, and neither stays in a long list."""
        reached = []
        for key in 'Tab', 'shift+Tab':
            stops, is_round = self.tab_round(key)
            if not is_round:
                problems.append(f'{key} does not come round after {self.tell(stops[-1]) if stops else "nothing"}')
            problems += [f'{key} stays in the list {self.tell(stop.parent)}' for before, stop in zip(stops, stops[1:])
                         if self.is_line(before) and before.parent == stop.parent]
            reached = reached or stops
        return reached

    def is_line(self, node):
        """Of a list that is long; a group of settings is gone through row by row."""
        return node.getRoleName() in ('list item', 'table row') and node.parent.childCount > self.MOST_SETTINGS

    def window(self, page, keys, title):
        self.show(page)
        main = self.frames()[0]
        if not typist.until(lambda: self.focus_in(main) is not None):
            return ['nothing has the focus']
        before = self.focus_in(main)
        self.press(*keys)
        if not typist.until(lambda: len(self.frames()) == 2 and title in self.frames()[-1].name):
            return ['it does not come up']
        window = self.frames()[-1]
        if not typist.until(lambda: self.focus_in(window) is not None):
            return ['it does not take the focus']
        problems = self.examine(window)
        self.press('Escape')
        if not typist.until(lambda: len(self.frames()) == 1):
            problems.append('Escape does not close it')
        elif not typist.until(lambda: self.has(before, 'FOCUSED')):
            problems.append('the focus does not come back')
        return problems

    def focus_in(self, window):
        try:
            return next((node for node in self.nodes(window) if self.has(node, 'FOCUSED')), None)
        except self.glib.Error:  # one that has just been closed
            return None

    def hears(self, *words):
        """Whether what has the focus comes to say all this."""
        def says():
            node = self.focus_in(self.frames()[0])
            return node is not None and all(word in node.name for word in words)
        return [] if typist.until(says) else [f'not heard: {"，".join(words)}, but “{self.focus_in(self.frames()[0]).name}”']

    def marks(self):
        """The form of all, then the table."""
        self.show('marks')
        self.press('ctrl+Home', '4', 'Return', '2', 'Return')
        problems = self.hears('章文斌', '院内地面', '2处')
        self.press('9', '9', 'Return')
        problems += self.hears('章文斌', '没有第99项')
        self.press('Escape', 'F6')
        problems += self.hears('章文斌', '第36户')
        return problems

    def tab_round(self, key):
        """What the key brings the focus to, until it comes to the first again."""
        reached, n_silent = [], 0
        for _ in range(self.MOST_TABS):
            node = self.stop_of_tab(key)
            n_silent = n_silent + 1 if node is None else 0
            if n_silent == self.MOST_SILENT:
                return reached, False
            if node is not None and node in reached:
                return reached, True
            if node is not None:
                reached.append(node)
        return reached, False

    def showing(self, node, page=''):
        """What stands in the window: of the pages only this one, as GTK 4.8 does not tell which is in front, and
        no part that was never laid out."""
        if re.match('^Xp[A-Za-z]+Page$', node.name or '') and node.name != page:
            return
        try:
            extents = node.queryComponent().getExtents(self.pyatspi.WINDOW_COORDS)
            if extents.width <= 0 or extents.height <= 0:
                return
        except NotImplementedError:
            pass
        yield node
        for i in range(node.childCount):
            child = node.getChildAtIndex(i)
            if child is not None:
                yield from self.showing(child, page)

    def has(self, node, *names):
        state = node.getState()
        return all(state.contains(getattr(self.pyatspi, 'STATE_' + name)) for name in names)

    def is_part(self, node):
        """Inside a choice or a row that has the name: GTK's own button, or the list that it drops."""
        names = [parent.getRoleName() for parent in self.ancestors(node)]
        return node.getRoleName() == 'push button' and 'combo box' in names[:2] or \
            node.getRoleName() == 'list item' and names[:1] == ['list'] and node.parent.name == 'GtkListView'

    def tell(self, node):
        return f'{node.getRoleName()} “{node.name}”'

    def is_reached(self, node, reached):
        if node in reached:
            return True
        # a field within its row, a button within its field
        if any(parent == node for stop in reached for parent in self.ancestors(stop)) or \
                any(parent in reached for parent in self.ancestors(node)):
            return True
        siblings = list(node.parent) if node.parent is not None else []
        return node.getRoleName() in TOGETHER and any(sibling in reached for sibling in siblings)

    def ancestors(self, node):
        for _ in range(8):
            node = node.parent
            if node is None or node.getRoleName() in ('frame', 'application'):
                return
            yield node


sys.exit(main())
