#!/bin/bash
# Two laptops from the command line: a copy, a lent copy, what differs, the report. TAP.
. "$(dirname "$0")/tap.sh"

# marks WHO BOOK “household,mark” …: of item 4
marks() {
  local who=$1 into=$2
  shift 2
  { echo household,judge,item,mark; for one in "$@"; do echo "${one%,*},,4,${one#*,}"; done; } >"$work/marks.csv"
  "$ctl" marks import "$into" 1 "$work/marks.csv" --who "$who" 2>&1
}

says 'merge has help' 0 '用法' "$ctl" merge --help
says 'it needs two books' 2 '各写一个' "$ctl" merge "$book"
"$ctl" new "$book" --village 永胜村 --unit 社 2>/dev/null
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
says 'nothing to lend before 打分' 1 '没有正在打分的评选' "$ctl" bundle "$book" --lend 二社 -o "$work/lent.xiangping"
"$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 2>/dev/null

says 'one or the other' 2 '只能写一个' "$ctl" merge "$book" "$book" --ours --theirs
says 'not with itself' 1 '就是正开着的' "$ctl" merge "$book" "$book"
cp "$book" "$work/b.xiangping"
says 'a copy has nothing new' 0 '没有要合并的' "$ctl" merge "$book" "$work/b.xiangping"

# the lent copy
says 'lending needs a place' 2 '-o' "$ctl" bundle "$book" --lend 二社
says 'no such group' 1 '没有“九社”' "$ctl" bundle "$book" --lend 九社 -o "$work/no.xiangping"
[ ! -e "$work/no.xiangping" ]
report 'and nothing is left of it' $?
says 'a copy is lent' 0 '外借的一份做好了' "$ctl" bundle "$book" --lend 二社 -o "$work/lent.xiangping" --who 王会计
says 'it is whole' 0 '资料完整' "$ctl" verify "$work/lent.xiangping"
phone=$(grep -oE '154[0-9]{8}' "$source/tests/data/rosters/yongsheng-cun.csv" | head -1)
! grep -qF "${phone:-nothing}" <(strings "$work/lent.xiangping")
report 'no telephone is in it' $?
grep -qF "${phone:-nothing}" <(strings "$book")
report 'which the book has' $?
says 'it takes its group' 0 '' marks 李文书 "$work/lent.xiangping" 12,2 13,1
says 'and no other' 1 '只能录一轮二社的' marks 李文书 "$work/lent.xiangping" 9,2
says 'no household either' 1 '请到本村资料里去改' "$ctl" household edit "$work/lent.xiangping" 12 --door 99号
says 'it lends nothing' 1 '不能再外借' "$ctl" bundle "$work/lent.xiangping" --lend 二社 -o "$work/c.xiangping"
says 'and takes nothing in' 1 '不能往里合并' "$ctl" merge "$work/lent.xiangping" "$book"
says 'all may be lent' 0 '做好了' "$ctl" bundle "$book" --lend 全部 --round 1 -o "$work/all.xiangping"

# coming back
marks 王会计 "$book" 9,1 12,2 >/dev/null
says 'what would come in' 0 '带来2处改动（李文书' "$ctl" merge "$book" "$work/lent.xiangping" --dry-run
says 'both have one' 0 '1处两边都有' "$ctl" merge "$book" "$work/lent.xiangping" --dry-run
says 'looking writes nothing' 0 '带来2处改动' "$ctl" merge "$book" "$work/lent.xiangping" --dry-run
says 'it comes in' 0 '合并好了：那边录的都收进来了，这边改了1处' "$ctl" merge "$book" "$work/lent.xiangping" --who 王会计
says 'once' 0 '没有要合并的' "$ctl" merge "$book" "$work/lent.xiangping"
says 'the mark is there' 0 '13,,4,1' "$ctl" marks export "$book" 1
says 'who typed it is told' 0 '李文书' "$ctl" history "$book" --last 2 --format csv
says 'and that it was merged' 0 '合并另一台电脑录的 1处' "$ctl" history "$book" --last 1
says 'what stands in the way is named before' 1 '最近一步（' "$ctl" undo "$book" --dry-run
says 'not undone by a key' 1 '不能用撤销收回' "$ctl" undo "$book"
says 'the book is whole' 0 '资料完整' "$ctl" verify "$book"

# what differs
marks 王会计 "$book" 14,3 15,1 >/dev/null
marks 赵干事 "$work/b.xiangping" 14,2 15,1 16,4 >/dev/null
says 'what differs is listed' 1 '二社 14号' "$ctl" merge "$book" "$work/b.xiangping"
says 'under its head' 1 'household,item,ours,ours_who,ours_at,theirs,theirs_who,theirs_at' "$ctl" merge "$book" "$work/b.xiangping" --format csv
says 'side by side' 1 '3处,王会计' "$ctl" merge "$book" "$work/b.xiangping" --format csv
says 'with both names' 1 '2处,赵干事' "$ctl" merge "$book" "$work/b.xiangping" --format csv
says 'and not settled by itself' 1 '没有合并，资料没有变动' "$ctl" merge "$book" "$work/b.xiangping"
cp "$book" "$work/c.xiangping"
says 'theirs' 0 '这边改了2处' "$ctl" merge "$work/c.xiangping" "$work/b.xiangping" --theirs
says 'is taken' 0 '14,,4,2' "$ctl" marks export "$work/c.xiangping" 1
says 'ours, with a report' 0 '合并报告存好了' "$ctl" merge "$book" "$work/b.xiangping" --ours --report "$work/report.pdf" --who 王会计
says 'stays' 0 '14,,4,3' "$ctl" marks export "$book" 1
says 'the rest came' 0 '16,,4,4' "$ctl" marks export "$book" 1
for words in 合并报告 两边不一样的 用这边的 赵干事; do
  pdftotext -layout "$work/report.pdf" - | tr -d ' \n' | grep -qF "$words"
  report "the report says $words" $?
done
says 'what was decided is known' 0 '合并好了' "$ctl" merge "$work/b.xiangping" "$book"
says 'over there too' 0 '14,,4,3' "$ctl" marks export "$work/b.xiangping" 1
for one in "$book" "$work/b.xiangping" "$work/c.xiangping"; do
  says "$(basename "$one") is whole" 0 '资料完整' "$ctl" verify "$one"
done

# refused
"$ctl" new "$work/other.xiangping" --village 永胜村 2>/dev/null
says 'another village' 1 '不是本村的资料' "$ctl" merge "$book" "$work/other.xiangping"
says 'no book' 1 '不是乡评的资料文件' "$ctl" merge "$book" "$work/marks.csv"
says 'not there' 1 '没有 none.xiangping' "$ctl" merge "$book" "$work/none.xiangping"
echo "1..$n"
