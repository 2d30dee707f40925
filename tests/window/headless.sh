#!/bin/bash
# Runs a program on a display of its own: Xvfb picks a free number itself, settings stay in memory,
# homes are in a folder that goes away.
home=$(mktemp -d)
export LC_ALL=C.UTF-8 GDK_BACKEND=x11 GSK_RENDERER=cairo GDK_DEBUG=gl-disable GTK_A11Y=test
export GSETTINGS_BACKEND=memory GTK_USE_PORTAL=0 ADW_DISABLE_PORTAL=1
export XDG_RUNTIME_DIR=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache
unset WAYLAND_DISPLAY XAUTHORITY
Xvfb -displayfd 3 -screen 0 "${XP_SCREEN:-1366x768x24}" -nolisten tcp -noreset -ac 3>"$home/display" 2>/dev/null &
server=$!
for _ in $(seq 500); do
  [ -s "$home/display" ] && break
  sleep .02
done
DISPLAY=:$(cat "$home/display")
export DISPLAY
dbus-run-session -- "$@" 2> >(grep -v '^dbus-daemon\|^SpiRegistry' >&2)
status=$?
kill $server
wait $server 2>/dev/null
rm -rf "$home"
exit $status
