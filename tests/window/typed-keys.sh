#!/bin/bash
# Real keys into the real window, an input method in full-width mode in between; then the book is read
# by the command line. typed-keys.sh PROGRAM XIANGPINGCTL. TAP.
program=$1
ctl=$2
book=$XDG_RUNTIME_DIR/sample.xiangping
"$program" "$book" &
window=$!

# until COMMAND…: at most ten seconds
until_true() {
  local i
  for i in $(seq 100); do
    "$@" && return 0
    xdotool sleep .1
  done
  return 1
}
seen() { xdotool search --onlyvisible --name 永胜村 >"$XDG_RUNTIME_DIR/id" 2>/dev/null; }
has() { "$ctl" marks export "$book" 1 2>/dev/null | grep -qxF "$1"; }

echo 1..5
until_true seen && echo ok 1 the window is up || echo not ok 1 the window is up
xdotool windowfocus --sync "$(head -n 1 "$XDG_RUNTIME_DIR/id")" 2>/dev/null
xdotool key --delay 30 4 Return 2 Return 2 0 Return period Return
until_true has '36,,4,2' && echo ok 2 a finding by the top row || echo not ok 2 a finding by the top row
until_true has '36,,20,不适用' && echo ok 3 not applicable || echo not ok 3 not applicable
xdotool key --delay 30 KP_1 KP_5 KP_Enter KP_1 KP_Enter KP_Add
until_true has '36,,*,无扣分' && echo ok 4 the keypad closes || echo not ok 4 the keypad closes
xdotool key --delay 30 minus 3
until_true has '37,,*,全家在外' && echo ok 5 a state for the next one || echo not ok 5 a state for the next one
kill $window
wait $window 2>/dev/null
exit 0
