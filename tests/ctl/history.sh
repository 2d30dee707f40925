#!/bin/bash
# The history from the command line: filters, one household's story, what goes into a file, what is
# asked for in vain; what would be undone. TAP.
. "$(dirname "$0")/tap.sh"

history() { "$ctl" history "$book" "$@"; }
# lists NAME EXPECTED option…: the last column of what is listed, newest first
lists() {
  local name=$1 expected=$2
  shift 2
  local out
  out=$(history --format csv "$@" | tail -n +2 | cut -d, -f6-)
  [ "$out" = "$expected" ]
  local good=$?
  [ $good = 0 ] || echo "# $out"
  report "$name" $good
}
# marks WHO LINES: household,judge,item,mark
marks() {
  printf 'household,judge,item,mark\n%b' "$2" >"$work/m.csv"
  "$ctl" marks import "$book" 1 "$work/m.csv" --who "$1" 2>/dev/null
}

says 'help' 0 '用法' "$ctl" history --help
says 'alone is wrong usage' 2 '请写上' "$ctl" history
says 'two books are wrong usage' 2 '只写一个' "$ctl" history "$book" "$book"
says 'no such book' 1 '没有' history

"$ctl" new "$book" --village 永胜村 --unit 社 --who 王会计
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" --who 王会计 2>/dev/null
"$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 --judges 李主任,赵监委 \
  --combine 平均 --line 90 --quota 无 --who 王会计 2>/dev/null
marks 王会计 '1,李主任,4,2\n1,赵监委,4,3\n2,李主任,5,1\n'
marks 李会计 '1,李主任,4,1\n'
turned='一社1号 张三（李主任打的） 第4项“院内地面” 由 2处 改为 1处'
zhao='一社1号 张三（赵监委打的） 第4项“院内地面” 3处'

# filters
says 'who, what from and to' 0 "李会计" history --last 1
lists 'the last one' "$turned" --last 1
lists 'a household and an item' "$turned
一社1号 张三（李主任打的） 第4项“院内地面” 2处；$zhao" --household 1 --item 4
lists 'a judge' "$zhao" --judge 赵监委 --item 4
lists 'a part of a name' "$zhao" --judge 赵 --item 4
lists 'a typist' "$turned" --who 李会计
lists 'an item as people say it' '一社2号 李明（李主任打的） 第5项“物件摆放” 1处' --item 第5项
lists 'its name' '一社2号 李明（李主任打的） 第5项“物件摆放” 1处' --item 物件摆放
lists 'initials' '一社2号 李明（李主任打的） 第5项“物件摆放” 1处' --household lm --item 5
[ "$(history --day "$(date +%F)" --format csv | wc -l)" = "$(history --format csv | wc -l)" ]
report 'today is all of it' $?
[ "$(history --day "$(date +%-m月%-d日)" --format csv | wc -l)" = "$(history --format csv | wc -l)" ]
report 'as people write a day' $?
[ "$(history --day "$(date +%-m.%-d)" --format csv | wc -l)" = "$(history --format csv | wc -l)" ]
report 'or shorter' $?
lists 'another evening' '' --day 2001-01-01
lists 'a typist who never was' '' --who 没有这个人
[ "$(history --household 1 --format csv | grep -c 李明)" = 0 ]
report 'a household has its own alone' $?

# in vain
says 'no such household' 1 '没有哪一户对得上“99”' history --household 99
says 'no day' 1 '日期“明天”不对。请写成 2026-10-12 这样。' history --day 明天
says 'no 30th of February' 1 '日期“2月30日”不对' history --day 2月30日
says 'no number of lines' 2 '--last 后面要写一个数' history --last 几个
says 'none of them' 2 '--last 后面要写一个数' history --last 0
says 'an option that is none' 2 '--item' history --itm 4
says 'no such file' 1 '没有' "$ctl" history "$work/none.xiangping"

# into a file
says 'as text' 0 '' history --household 1 --item 4 -o "$work/h.csv"
[ "$(head -c 3 "$work/h.csv" | od -An -tx1 | tr -d ' ')" = efbbbf ] && grep -qF "$turned" "$work/h.csv" &&
  ! grep -q 李明 "$work/h.csv"
report 'with what was asked for and no more' $?
says 'as a workbook' 0 '' history -o "$work/h.xlsx"
unzip -p "$work/h.xlsx" 'xl/*' 2>/dev/null | grep -qF '由 2处 改为 1处'
report 'which has the lines' $?
says 'another ending' 1 '.xlsx 或 .csv 结尾' history -o "$work/h.doc"
says 'a bad filter' 1 '没有哪一户对得上“99”' history --household 99 -o "$work/bad.csv"
says 'a folder that is none' 1 '' history -o "$work/none/h.csv"
[ ! -e "$work/h.doc" ] && [ ! -e "$work/bad.csv" ]
report 'leaves no file' $?

# one household's story
says 'a story' 0 '' "$ctl" print household-story "$book" --household 1 -o "$work/story.pdf"
pdftotext -layout "$work/story.pdf" - 2>/dev/null | tr -d ' \n' | grep -qF '由2处改为1处'
report 'tells from what to what' $?
! pdftotext "$work/story.pdf" - 2>/dev/null | grep -q 李明
report 'of that household alone' $?
says 'whose' 1 '是哪一户' "$ctl" print household-story "$book" -o "$work/none.pdf"
says 'nobody' 1 '没有99号户' "$ctl" print household-story "$book" --household 99 -o "$work/none.pdf"
[ ! -e "$work/none.pdf" ]
report 'nor of a story that is none' $?

# why, and before whom
marks 王会计 "$(for i in $(seq 42); do for j in 李主任 赵监委; do printf '%s,%s,*,无扣分\\n' $i $j; done; done)"
says 'the round goes on' 0 '' "$ctl" round stage "$book" 1 算分 --who 王会计
says 'and back' 0 '' "$ctl" round stage "$book" 1 --back --reason 漏打了一户 --witness 李主任 --who 王会计
says 'why and before whom is told' 0 '（理由：漏打了一户）（在场：李主任）' history --last 1
history -o "$work/why.csv" && grep -qF '在场：李主任' "$work/why.csv" && ! grep -qF 漏打了一户 "$work/why.csv"
report 'the reason goes into no file' $?

# what would be undone
says 'a step back stands in the way' 1 '最近一步（王会计 ' "$ctl" undo "$book" --dry-run
says 'as when it is tried' 1 '最近一步（王会计 ' "$ctl" undo "$book"
marks 李会计 '1,李主任,4,2\n'
before=$(sha256sum <"$book")
says 'what would be undone' 0 '会撤销：李会计 ' "$ctl" undo "$book" --dry-run
[ "$before" = "$(sha256sum <"$book")" ]
report 'nothing was changed' $?
says 'and is' 0 '已撤销：' "$ctl" undo "$book"
says 'what would be redone' 0 '会重做：李会计 ' "$ctl" undo "$book" --redo --dry-run
says 'all is in order' 0 '资料完整' "$ctl" verify "$book"
echo "1..$n"
