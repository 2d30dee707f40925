#!/usr/bin/python3
"""Walks every page as a screen reader does: walk.py PROGRAM ROSTER. Whatever can have the focus has a name that
somebody gave it and a role; Tab comes to it, or the arrows from a neighbour that Tab comes to; Tab goes round
and comes back. TAP."""
import os
import re
import subprocess
import sys

PAGES = ['home', 'households', 'rounds', 'marks', 'result', 'print', 'rubrics', 'history', 'settings', 'ledger',
         'backup', 'merge', 'import']
# The arrows go from one to the next of these; Tab comes to one of them.
TOGETHER = {'list item', 'table cell', 'radio button', 'tree item', 'menu item', 'toggle button', 'row', 'table row'}
NAMELESS = re.compile(r'^(Gtk|Adw|Xp)[A-Z]')
CONTAINERS = {'scroll pane', 'frame', 'filler', 'viewport', 'list', 'table', 'panel', 'grouping'}
# The window manager has keys of its own for these.
OF_THE_FRAME = {'Minimize', 'Maximize', 'Close'}
MOST_TABS = 150


def main():
    program, roster = sys.argv[1:]
    os.environ['GTK_A11Y'] = 'atspi'
    app = subprocess.Popen([program, os.path.join(os.environ['XDG_RUNTIME_DIR'], 'sample.xiangping'), roster],
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        import pyatspi
    except ImportError:
        app.kill()
        print('1..0 # SKIP the package python3-pyatspi is not installed')
        return 0
    walk = Walk(pyatspi, app)
    print(f'1..{len(PAGES)}')
    n_failed = 0
    for i, page in enumerate(PAGES):
        problems, counts = walk.page(page)
        for problem in problems:
            print(f'# {page}: {problem}')
        print(f'{"not ok" if problems else "ok"} {i + 1} {page}: {counts}', flush=True)
        n_failed += bool(problems)
    app.stdin.close()
    app.wait(10)
    return 1 if n_failed else 0


class Walk:
    def __init__(self, pyatspi, app):
        from gi.repository import GLib
        self.pyatspi, self.app, self.glib = pyatspi, app, GLib
        self.focused = []
        pyatspi.Registry.registerEventListener(self.focus_event, 'object:state-changed:focused')

    def focus_event(self, event):
        if event.detail1 == 1:
            self.focused.append(event.source)

    def wait(self, is_done, ms):
        """Until it is so, or @ms have passed."""
        context = self.glib.MainContext.default()
        is_late = []
        source = self.glib.timeout_add(ms, lambda: is_late.append(True) or False)
        while not is_done() and not is_late:
            context.iteration(True)
        if not is_late:
            self.glib.source_remove(source)

    def find_window(self):
        for _ in range(100):
            for application in self.pyatspi.Registry.getDesktop(0):
                if application is not None and application.childCount > 0 and 'Walked' in (application.name or '') \
                        or application is not None and 'walked' in (application.name or ''):
                    return application[0]
            subprocess.run(['xdotool', 'sleep', '.1'], check=False)
        raise SystemExit('Bail out! the window is not seen')

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

    def press(self, keys):
        subprocess.run(['xdotool', 'key', keys], check=True)

    def page(self, name):
        self.app.stdin.write(name + '\n')
        self.app.stdin.flush()
        assert self.app.stdout.readline().strip() == name
        window = self.find_window()
        problems = []
        showing = list(self.showing(window, f'Xp{name.capitalize()}Page'))
        controls = [node for node in showing
                    if self.has(node, 'FOCUSABLE', 'SENSITIVE') and node.getRoleName() not in CONTAINERS
                    and node.name not in OF_THE_FRAME and not self.is_part(node)]
        for node in controls:
            if not node.name or NAMELESS.match(node.name):
                problems.append(f'without a name: {self.tell(node)}, in {self.tell(node.parent)}')
            if node.getRoleName() in ('unknown', 'invalid'):
                problems.append(f'without a role: {self.tell(node)}')
        reached, is_round = self.tab_round()
        if not is_round:
            problems.append(f'Tab does not come round in {MOST_TABS}')
        problems += [f'Tab never comes to {self.tell(node)}' for node in controls if not self.is_reached(node, reached)]
        return problems, f'{len(showing)} nodes, {len(controls)} controls, {len(reached)} stops of Tab'

    def tab_round(self):
        """What Tab comes to, until it comes to the first again."""
        reached = []
        for _ in range(MOST_TABS):
            self.focused.clear()
            self.press('Tab')
            self.wait(lambda: self.focused, 300)
            if not self.focused:
                continue
            node = self.focused[-1]
            if node in reached:
                return reached, True
            reached.append(node)
        return reached, False

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
