"""Ears that go through a window as a screen reader does: what can have the focus has a name that somebody gave it and a
role; Tab comes to it, or the arrows from a neighbour that Tab comes to; Tab goes as one reads, comes round, and
Shift+Tab does as well. For walk.py."""
import re

import typist

# The arrows go from one to the next of these; Tab comes to one of them.
TOGETHER = {'list item', 'table cell', 'radio button', 'tree item', 'menu item', 'toggle button', 'row', 'table row'}
NAMELESS = re.compile(r'^(Gtk|Adw|Xp)[A-Z]')
CONTAINERS = {'scroll pane', 'frame', 'filler', 'viewport', 'list', 'table', 'panel', 'grouping'}
# The window manager has keys of its own for these.
OF_THE_FRAME = {'Minimize', 'Maximize', 'Close'}
# There only while a list is read; a stack's page that is behind is not told from the one in front.
WHILE_READING = {'不读了'}


class Listener(typist.Typist):
    MOST_SILENT = 4
    n_controls = n_stops = n_heard = 0

    def frames(self):
        return [frame for frame in self.find_application('walked') if frame is not None]

    def examine(self, window, page=''):
        """What is wrong in it, and how much there is; the focus is in it."""
        problems = []
        showing = list(self.showing(window, page))
        controls = [node for node in showing
                    if self.has(node, 'FOCUSABLE', 'SENSITIVE') and node.getRoleName() not in CONTAINERS
                    and node.name not in OF_THE_FRAME | WHILE_READING and not self.is_part(node)]
        for node in controls:
            if not node.name or NAMELESS.match(node.name):
                problems.append(f'without a name: {self.tell(node)}, in {self.tell(node.parent)}')
            if node.getRoleName() in ('unknown', 'invalid'):
                problems.append(f'without a role: {self.tell(node)}')
        reached = self.tab_round('Tab', problems)
        self.tab_round('shift+Tab', problems)
        problems += [f'Tab never comes to {self.tell(node)}' for node in controls if not self.is_reached(node, reached)]
        self.n_controls += len(controls)
        self.n_stops += len(reached)
        return problems, f'{len(showing)} nodes, {len(controls)} controls, {len(reached)} stops of Tab'

    def tab_round(self, key, problems):
        """What the key comes to, until it comes to the first again."""
        reached, back, n_silent = [], [], 0
        for _ in range(self.MOST_TABS):
            node = self.stop_of_tab(key)
            n_silent = n_silent + 1 if node is None else 0
            if n_silent == self.MOST_SILENT:
                problems.append(f'{key} is not heard after {self.tell(reached[-1]) if reached else "nothing"}')
                return reached
            if node is None:
                continue
            if key == 'Tab' and reached and not self.is_read_after(node, reached[-1]):
                back.append((self.extents(node).y, f'Tab goes back from {self.tell(reached[-1])} to {self.tell(node)}'))
            if node in reached:
                problems += [sentence for _, sentence in sorted(back)[1:]]  # once, to the top
                return reached
            reached.append(node)
        problems.append(f'{key} does not come round in {self.MOST_TABS}')
        return reached

    def is_read_after(self, node, before):
        """From left to right and from above to below, a column at a time."""
        panes = [self.pane_of(each) for each in (node, before)]
        is_clamped = panes[0] != panes[1]  # within one, what is scrolled lies in its order as well
        here, there = self.extents_together(node, before, is_clamped)
        if here is None or there is None:
            return True
        is_above = here.y + here.height <= there.y and here.x < there.x + there.width
        is_left = here.x + here.width <= there.x and here.y < there.y + there.height and there.y < here.y + here.height
        return not (is_above or is_left)

    def extents_together(self, node, before, is_clamped):
        """Of both as they lie when the list has come to what has the focus: rows are laid out a frame later."""
        lying = [None, None]

        def has_come():
            now = self.extents(node, is_clamped), self.extents(before, is_clamped)
            places = [extents and (extents.x, extents.y) for extents in now]
            was, lying[:] = [extents and (extents.x, extents.y) for extents in lying], now
            return places == was and self.is_in_sight(node)

        self.iterate(has_come, 1500)
        return lying

    def is_in_sight(self, node):
        pane = self.pane_of(node)
        here, around = self.extents(node, False), pane and self.extents(pane, False)
        return here is None or around is None or (
            here.y >= around.y - 1 and here.y + min(here.height, around.height) <= around.y + around.height + 1)

    def pane_of(self, node):
        return next((pane for pane in self.ancestors(node) if pane.getRoleName() == 'scroll pane'), None)

    def extents(self, node, is_clamped=True):
        try:
            extents = node.queryComponent().getExtents(self.pyatspi.WINDOW_COORDS)
        except (NotImplementedError, self.glib.Error):
            return None
        if extents.width <= 0 or extents.height <= 0:
            return None
        # What is scrolled away lies at the edge of what scrolls.
        for pane in self.ancestors(node):
            if is_clamped and pane.getRoleName() == 'scroll pane':
                around = pane.queryComponent().getExtents(self.pyatspi.WINDOW_COORDS)
                extents.y = max(around.y, min(extents.y, around.y + around.height - extents.height))
        return extents

    def showing(self, node, page=''):
        """What stands in the window: of the pages only this one, as GTK 4.8 does not tell which is in front, and
        no part that was never laid out."""
        node.clear_cache()  # it may have been asked before it was there
        if re.match('^Xp[A-Za-z]+Page$', node.name or '') and node.name != page or not self.has(node, 'VISIBLE'):
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

    def focus_in(self, window):
        try:
            for node in self.nodes(window):
                node.clear_cache()  # what it said when it was asked the last time
                if self.has(node, 'FOCUSED'):
                    return node
        except self.glib.Error:  # one that has just been closed
            pass
        return None

    def hears(self, *words):
        """Whether what has the focus comes to say all this. What is wrong; none: nothing."""
        def says():
            node = self.focus_in(self.frames()[-1])
            return node is not None and all(word in node.name for word in words)
        if typist.until(says, 10):
            self.n_heard += 1
            return []
        node = self.focus_in(self.frames()[-1])
        return [f'not heard: {"，".join(words)}, but “{node.name if node is not None else ""}”']

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
