#!/bin/bash
# The program as it is started by the desktop: once for all books, a window for each.
# one-instance.sh XIANGPING XIANGPINGCTL. TAP.
program=$(realpath "$1")
ctl=$(realpath "$2")
cd "$XDG_RUNTIME_DIR" || exit 1
n=0
report() {
  n=$((n + 1))
  if [ "$2" = 0 ]; then echo "ok $n $1"; else echo "not ok $n $1"; fi
}
# until COMMAND…: at most ten seconds
until_true() {
  local i
  for i in $(seq 100); do
    "$@" && return 0
    xdotool sleep .1
  done
  return 1
}
has_windows() { [ "$(xdotool search --onlyvisible --name "$1" 2>/dev/null | wc -l)" = "$2" ]; }
has_ended() { ! kill -0 $first 2>/dev/null; }

"$ctl" sample 甲.xiangping
"$ctl" new 乙.xiangping --village 和平村
"$program" 甲.xiangping &
first=$!
until_true has_windows 永胜村 1
report 'a book opens' $?
timeout 10 "$program" 甲.xiangping
report 'the second start hands over and ends' $?
timeout 10 "$program" 乙.xiangping
until_true has_windows 和平村 1
report 'another book has a window of its own' $?
has_windows 永胜村 1 && has_windows 乡评 2
report 'and each has one' $?
timeout 10 "$program" --colour 2>/dev/null
[ $? = 2 ]
report 'an unknown option is wrong usage' $?
DISPLAY='' "$program" --help | grep -q -- --sample
report 'help needs no screen' $?
xdotool windowfocus --sync "$(xdotool search --onlyvisible --name 和平村)" key ctrl+q
until_true has_ended
report 'Ctrl+Q ends it' $?
grep -q '^width=' "$XDG_CONFIG_HOME/xiangping/settings.ini"
report 'the size is kept' $?
grep -q '^paths=.*乙.xiangping;.*甲.xiangping' "$XDG_CONFIG_HOME/xiangping/settings.ini"
report 'and the books are' $?
echo "1..$n"
has_ended || kill $first
exit 0
