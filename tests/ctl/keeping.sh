#!/bin/bash
# What keeps a book: passphrases, PINs, the lock, 换届移交, from the command line. TAP.
. "$(dirname "$0")/tap.sh"

lock=$work/.a.xiangping.lock

word() { printf '%s\n第二行不算\n' "$2" >"$work/$1"; }
apart() { "$ctl" household apart "$book" 1 "$@"; }

for verb in typist handover; do
  says "$verb has help" 0 '用法' "$ctl" $verb --help
  says "$verb alone is wrong usage" 2 '请写上' "$ctl" $verb
done
"$ctl" new "$book" --village 永胜村 --unit 社 --who 王会计
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" --who 王会计 2>/dev/null

# a passphrase
word short 12345
word good 收在公章那里
word wrong 不是这个口令
says 'a short passphrase' 1 '口令太短' "$ctl" bundle "$book" -o "$work/s.xiangping" --passphrase-file "$work/short"
[ ! -e "$work/s.xiangping" ]
report 'makes nothing' $?
says 'no file with it' 1 '没有' "$ctl" bundle "$book" -o "$work/s.xiangping" --passphrase-file "$work/none"
says 'a sealed backup' 0 '没有口令谁也打不开，包括我们' \
  "$ctl" bundle "$book" -o "$work/s.xiangping" --passphrase-file "$work/good"
! grep -qa 'SQLite format' "$work/s.xiangping"
report 'is no book to look at' $?
says 'and says what it is' 1 '加了口令的备份' "$ctl" history "$work/s.xiangping"
says 'is listed so' 0 '有口令' "$ctl" bundle --list "$book"
[ -z "$(find "$work/data" -name '.sealing*')" ]
report 'nothing of it lies about' $?
says 'another passphrase' 1 '口令不对' \
  "$ctl" bundle --open "$work/s.xiangping" --passphrase-file "$work/wrong" -o "$work/o.xiangping"
[ ! -e "$work/o.xiangping" ]
report 'opens nothing' $?
says 'no way to ask' 2 '--passphrase-file' "$ctl" bundle --open "$work/s.xiangping" -o "$work/o.xiangping"
says 'it opens' 0 '打开了' \
  "$ctl" bundle --open "$work/s.xiangping" --passphrase-file "$work/good" -o "$work/o.xiangping"
says 'to the book' 0 '资料完整' "$ctl" verify "$work/o.xiangping"
says 'over nothing' 1 '已经有了' \
  "$ctl" bundle --open "$work/s.xiangping" --passphrase-file "$work/good" -o "$work/o.xiangping"
head -c 100000 "$work/s.xiangping" >"$work/cut.xiangping"
says 'one that was cut off' 1 '没有拷全' \
  "$ctl" bundle --open "$work/cut.xiangping" --passphrase-file "$work/good" -o "$work/p.xiangping"
says 'one that is not sealed' 1 '不是加了口令的备份' \
  "$ctl" bundle --open "$work/o.xiangping" --passphrase-file "$work/good" -o "$work/p.xiangping"

# what differs
apart 6 --who 王会计
"$ctl" household apart "$work/o.xiangping" 1 6 --who 李文书 --today 2026-10-12
says 'each side is told' 0 '只有现在的资料里有：1次改动' "$ctl" bundle "$book" --compare "$work/o.xiangping"
says 'with who' 0 '李文书 定为两户' "$ctl" bundle "$book" --compare "$work/o.xiangping"
says 'and by household' 0 '现在的资料多1处，备份多1处' "$ctl" bundle "$book" --compare "$work/o.xiangping"

# a PIN
word pin 2468
word pin2 1357
word none ''
says 'who has typed' 0 '王会计,没有' "$ctl" typist list "$book" --format csv
says 'a PIN needs a name' 2 '--who' "$ctl" typist pin "$book" --new-pin-file "$work/pin"
says 'a PIN' 0 '' "$ctl" typist pin "$book" --who 王会计 --new-pin-file "$work/pin"
says 'is told' 0 '王会计,有' "$ctl" typist list "$book" --format csv
says 'and in the history' 0 '王会计 设了口令' "$ctl" history "$book" --last 1
says 'the name is not taken without it' 1 '王会计设了口令' apart 7 --who 王会计
says 'nor with another' 1 '口令不对' apart 7 --who 王会计 --pin-file "$work/pin2"
says 'but with it' 0 '' apart 7 --who 王会计 --pin-file "$work/pin"
says 'others need none' 0 '' apart 8 --who 李文书
says 'it is changed' 0 '' "$ctl" typist pin "$book" --who 王会计 --pin-file "$work/pin" --new-pin-file "$work/pin2"
says 'the old one fits no more' 1 '口令不对' apart 9 --who 王会计 --pin-file "$work/pin"
says 'one alone takes nothing away' 1 '两个人' \
  "$ctl" typist forget-pin "$book" 王会计 --names 李主任 --reason 忘了
says 'two others do' 0 '' "$ctl" typist forget-pin "$book" 王会计 --names 李主任,赵监委 --reason 忘了
says 'it is gone' 0 '' apart 9 --who 王会计
says 'an empty one takes it away' 0 '' "$ctl" typist pin "$book" --who 王会计 --new-pin-file "$work/none"

# opened twice
printf '王会计\n旧笔记本\n2026-10-12 19:02\n' >"$lock"
says 'what a crash has left is no obstacle' 0 '' apart 10
{ (
  exec 9>>"$lock"
  flock 9
  printf '王会计\n旧笔记本\n2026-10-12 19:02\n' >"$lock"
  out=$(apart 11 2>&1)
  [ $? = 1 ] && grep -qF '旧笔记本上打开着（王会计，2026-10-12 19:02起）' <<<"$out" || exit 1
  "$ctl" history "$book" --last 1 >/dev/null || exit 1
  kill -9 $BASHPID
); } 2>/dev/null
[ $? = 137 ]
report 'who has it, where, since when; looking is free' $?
[ -e "$lock" ]
report 'killed, it leaves its lock' $?
says 'which holds nobody up' 0 '' apart 11

# 换届移交
says 'nobody takes over' 2 '--to' "$ctl" handover "$book" --from 王会计
says 'the same one' 1 '同一个人' "$ctl" handover "$book" --from 王会计 --to 王会计 -o "$work/归档"
says 'a wrong day' 2 '日期“明天”不对' "$ctl" handover "$book" --from 王会计 --to 李文书 --on 明天
says 'it is handed over' 0 '移交好了' \
  "$ctl" handover "$book" --from 王会计 --to 李文书 --on 2026-11-01 -o "$work/归档" --who 王会计
says 'with a book' 0 '资料完整' "$ctl" verify "$work/归档/永胜村_备份_2026-11-01.xiangping"
pdftotext "$work/归档/移交清单.pdf" - 2>/dev/null | grep -q '移交人'
report 'and a list to sign' $?
says 'the history tells it' 0 '王会计 移交给 李文书' "$ctl" history "$book" --last 1
says 'not twice into one folder' 1 '已经有了' \
  "$ctl" handover "$book" --from 李文书 --to 赵文书 --on 2026-11-01 -o "$work/归档"
[ -z "$("$ctl" typist list "$book" --format csv | grep 王会计)" ]
report 'the old name is not offered' $?
says 'all is in order' 0 '资料完整' "$ctl" verify "$book"
echo "1..$n"
