"""A typist before a real window: keys through the X server, and ears (AT-SPI) for what the focus is on. Needs the
system's own Python with python3-pyatspi; available() says whether it is there."""
import os
import subprocess
import time


def available():
    try:
        import gi  # noqa: F401
        import pyatspi  # noqa: F401
    except ImportError:
        return False
    return True


def until(is_so, seconds=60):
    """At most so long; whether it came true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        subprocess.run(['xdotool', 'sleep', '.05'], check=False)
    return False


class Typist:
    MOST_TABS = 150

    def __init__(self, command, **options):
        import pyatspi
        from gi.repository import GLib
        os.environ['GTK_A11Y'] = 'atspi'
        self.pyatspi, self.glib = pyatspi, GLib
        self.focused = []
        pyatspi.Registry.registerEventListener(self.hear, 'object:state-changed:focused')
        self.program = subprocess.Popen(command, text=True, **options)

    def hear(self, event):
        if event.detail1 == 1:
            self.focused.append(event.source)

    def leave(self):
        """The listener stays with the registry otherwise, and the next typist hears twice."""
        self.pyatspi.Registry.deregisterEventListener(self.hear, 'object:state-changed:focused')

    # ---- ears

    def iterate(self, is_done, ms):
        """Events are taken in until it is so (then True), or @ms have passed."""
        context = self.glib.MainContext.default()
        is_late = []
        source = self.glib.timeout_add(ms, lambda: is_late.append(True) or False)
        while not is_done() and not is_late:
            context.iteration(True)
        if not is_late:
            self.glib.source_remove(source)
        return not is_late

    def find_application(self, name, seconds=20):
        found = []

        def look():
            for application in self.pyatspi.Registry.getDesktop(0):
                if application is not None and name in (application.name or '') and application.childCount > 0:
                    found.append(application)
            return bool(found)
        if not until(look, seconds):
            raise SystemExit(f'Bail out! {name} is not heard of')
        return found[-1]

    def nodes(self, node):
        """It and what is in it; of what goes away meanwhile, nothing more."""
        yield node
        try:
            children = [node.getChildAtIndex(i) for i in range(node.childCount)]
        except self.glib.Error:
            return
        for child in children:
            if child is not None:
                yield from self.nodes(child)

    # ---- keys

    def sees(self, title):
        """The windows whose title has this in it."""
        seen = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', title], capture_output=True, text=True,
                              check=False)
        return seen.stdout.split()

    def focus_window(self, title):
        """The last of them, once it is there."""
        return until(lambda: self.focus_last(self.sees(title)))

    @staticmethod
    def focus_last(windows):
        return bool(windows) and subprocess.run(['xdotool', 'windowfocus', '--sync', windows[-1]],
                                                stderr=subprocess.DEVNULL, check=False).returncode == 0

    def press(self, *keys, delay=4):
        """One after the other, as fast as the server gives them on: far faster than fifteen a second."""
        for at in range(0, len(keys), 400):
            subprocess.run(['xdotool', 'key', '--delay', str(delay), *keys[at:at + 400]], check=True)

    def stop_of_tab(self, key='Tab'):
        """What the key brings the focus to; None: nothing that is heard."""
        self.focused.clear()
        self.press(key)
        # What is heard late is of the stop before.
        self.iterate(self.hears_the_focus, 1500)
        return self.focused[-1] if self.focused else None

    def hears_the_focus(self):
        return bool(self.focused) and self.focused[-1].getState().contains(self.pyatspi.STATE_FOCUSED)

    def waits_on(self, name, page=''):
        """Whether the focus comes to a control of this name, on a page of this class, by itself."""
        return until(lambda: self.has_focus(name, page))

    def has_focus(self, name, page=''):
        state = self.pyatspi.STATE_FOCUSED
        try:
            return any(node is not None and (node.name or '').startswith(name) and node.getState().contains(state) and
                       (page == '' or page in self.names_above(node))
                       for application in self.pyatspi.Registry.getDesktop(0)
                       for window in application or [] for node in self.nodes(window))
        except self.glib.Error:  # one that has just been closed
            return False

    def can_press(self, name):
        """Whether a button of this name is there and not greyed."""
        try:
            for application in self.pyatspi.Registry.getDesktop(0):
                for window in application or []:
                    for node in self.nodes(window):
                        if (node.name or '').startswith(name):
                            node.clear_cache()  # as it was when it was asked the last time
                            if node.getState().contains(self.pyatspi.STATE_SENSITIVE):
                                return True
        except self.glib.Error:  # one that has just gone
            pass
        return False

    def names_above(self, node):
        while node is not None and node.getRoleName() != 'application':
            node = node.parent
            if node is not None:
                yield node.name

    def tab_to(self, name, key='Tab'):
        """Whether Tab comes to a control of this name."""
        for _ in range(self.MOST_TABS):
            node = self.stop_of_tab(key)
            if node is not None and (node.name or '').startswith(name) and self.hears_the_focus():
                return True
        return False
