#!/usr/bin/python3
"""Walks every page as a screen reader does: walk.py PROGRAM ROSTER. Whatever can have the focus has a name that
somebody gave it and a role; Tab comes to it, or the arrows from a neighbour that Tab comes to; Tab goes round
and comes back. TAP."""
import os
import re
import subprocess
import sys

import typist

PAGES = ['home', 'households', 'rounds', 'marks', 'result', 'print', 'rubrics', 'history', 'settings', 'ledger',
         'backup', 'merge', 'deliberation', 'import']
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
    print(f'1..{len(PAGES)}')
    n_failed = 0
    for i, page in enumerate(PAGES):
        problems, counts = walk.page(page)
        for problem in problems:
            print(f'# {page}: {problem}')
        print(f'{"not ok" if problems else "ok"} {i + 1} {page}: {counts}', flush=True)
        n_failed += bool(problems)
    walk.program.stdin.close()
    walk.program.wait(10)
    return 1 if n_failed else 0


class Walk(typist.Typist):
    def page(self, name):
        self.program.stdin.write(name + '\n')
        self.program.stdin.flush()
        assert self.program.stdout.readline().strip() == name
        window = self.find_application('walked')[0]
        problems = []
        showing = list(self.showing(window, f'Xp{name.capitalize()}Page'))
        controls = [node for node in showing
                    if self.has(node, 'FOCUSABLE', 'SENSITIVE') and node.getRoleName() not in CONTAINERS
                    and node.name not in OF_THE_FRAME | WHILE_READING and not self.is_part(node)]
        for node in controls:
            if not node.name or NAMELESS.match(node.name):
                problems.append(f'without a name: {self.tell(node)}, in {self.tell(node.parent)}')
            if node.getRoleName() in ('unknown', 'invalid'):
                problems.append(f'without a role: {self.tell(node)}')
        reached, is_round = self.tab_round()
        if not is_round:
            problems.append(f'Tab does not come round in {self.MOST_TABS}')
        problems += [f'Tab never comes to {self.tell(node)}' for node in controls if not self.is_reached(node, reached)]
        return problems, f'{len(showing)} nodes, {len(controls)} controls, {len(reached)} stops of Tab'

    def tab_round(self):
        """What Tab comes to, until it comes to the first again."""
        reached = []
        for _ in range(self.MOST_TABS):
            node = self.stop_of_tab()
            if node is not None and node in reached:
                return reached, True
            if node is not None:
                reached.append(node)
        return reached, False

    def showing(self, node, page):
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
