#!/bin/bash
# Real keys make a form: copied, an item renamed, moved, added, taken away, undone; then the book is
# read by the command line. typed-form.sh PROGRAM XIANGPINGCTL. TAP.
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
point() { until_true "${@:3}" && echo "ok $1 $2" || echo "not ok $1 $2"; }
seen() { xdotool search --onlyvisible --name "$1" >"$XDG_RUNTIME_DIR/id" 2>/dev/null; }
focus() { xdotool windowfocus --sync "$(head -n 1 "$XDG_RUNTIME_DIR/id")" 2>/dev/null; }
keys() { xdotool key --delay 40 "$@"; }
id_of() { "$ctl" rubric list "$book" --format csv 2>/dev/null | tail -n 1 | cut -d , -f 1; }
is_there() { [ "$(id_of)" = "$1" ]; }
# Numbers and names of the first three items, in order.
items() {
  "$ctl" rubric export "$book" "$form" "$XDG_RUNTIME_DIR/form.csv" 2>/dev/null &&
    sed -n 2,4p "$XDG_RUNTIME_DIR/form.csv" | cut -d , -f 2,3 | paste -sd ' '
}
are() { [ "$(items)" = "$1" ]; }

form=永胜村环境卫生红榜评分表
echo 1..6
point 1 'the window is up' seen 永胜村
focus
keys alt+7 Down Down Return
keys shift+Tab shift+Tab shift+Tab space
until_true seen 抄一份 && focus && keys Return
point 2 'the form is copied' is_there "$form"
until_true seen 永胜村 && focus
keys Down alt+Down
point 3 'Alt and an arrow move the item' are '2,门前垃圾 1,门前乱堆 3,污水外流'
keys Delete
point 4 'Delete takes it away' are '2,门前垃圾 3,污水外流 4,乱贴乱画乱挂'
keys ctrl+z
point 5 'Ctrl+Z brings it back' are '2,门前垃圾 1,门前乱堆 3,污水外流'
keys Return 7 8 Return Escape
point 6 'Enter edits, Enter saves' are '2,门前垃圾 1,７８ 3,污水外流'
kill $window
wait $window 2>/dev/null
exit 0
