#!/bin/bash
# Whole sheets from the command line: moved to another household, as the last time, words at a
# finding. TAP.
. "$(dirname "$0")/tap.sh"

marks() { printf '%b' "household,judge,item,mark\n$2" | "$ctl" marks import "$book" "$1" -; }
exported() { "$ctl" marks export "$book" "$1" | grep -c "$2"; }
stage() { "$ctl" round stage "$book" "$@" --today 2026-10-12 2>/dev/null; }
rest() { for i in $(seq "$1" 42); do printf '%s,,*,无扣分\\n' "$i"; done; }

says 'it has help' 0 'marks move 资料' "$ctl" marks --help
"$ctl" new "$book" --village 永胜村 --unit 社
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
"$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 --line 90 --quota 无 2>/dev/null
marks 1 '1,,4,2\n1,,15,1\n1,,*,无扣分\n3,,5,1\n'

says 'to whom is wrong usage' 2 '移分写上移到第几号户' "$ctl" marks move "$book" 1 1
says 'nobody' 1 '没有“99”号户' "$ctl" marks move "$book" 1 1 99
says 'one that is marked' 1 '已经打了分' "$ctl" marks move "$book" 1 1 3
says 'an empty sheet' 1 '没有可以移的' "$ctl" marks move "$book" 1 5 6
says 'a sheet goes to its household' 0 '的2项移到' "$ctl" marks move "$book" 1 1 2
[ "$(exported 1 '^1,')" = 0 ] && [ "$(exported 1 '^2,')" = 3 ]
report 'with all its cells, and closed' $?
says 'undo is one step' 0 '的分移到' "$ctl" undo "$book"
[ "$(exported 1 '^1,')" = 3 ] && [ "$(exported 1 '^2,')" = 0 ]
report 'and all is as before' $?

says 'words need a mark' 1 '还没有打分' "$ctl" marks note "$book" 1 1 7 --words 柴垛
says 'an item that is none' 1 '没有第“77”项' "$ctl" marks note "$book" 1 1 77 --words 柴垛
says 'words and a photo' 0 '' "$ctl" marks note "$book" 1 1 4 --words 柴垛占道 --photo 12
marks 1 '1,,4,3\n'
says 'stay when the count changes' 0 '3处（柴垛占道，照片12）' "$ctl" history "$book" --format csv

says 'nothing was posted yet' 1 '没有上次' "$ctl" marks copy "$book" 1 1
marks 1 "2,,*,无扣分\n3,,*,无扣分\n$(rest 4)"
for to in 算分 评议 公示; do stage 1 $to --anyway; done
"$ctl" round open "$book" --rubric ganjing-renjia --name 二轮 --line 90 --quota 无 2>/dev/null
marks 2 '1,,4,1\n'
says 'as the last time, into blank cells' 0 '照一轮录了1项：第15项1处' "$ctl" marks copy "$book" 2 1
[ "$(exported 2 '^1,,4,1$')" = 1 ] && [ "$(exported 2 '^1,,15,1$')" = 1 ]
report 'and nothing else' $?
says 'twice there is nothing' 1 '都打过了' "$ctl" marks copy "$book" 2 1
says 'after the marking nothing moves' 1 '不能再移' "$ctl" marks move "$book" 1 1 2

"$ctl" round open "$book" --rubric ganjing-renjia --name 三轮 --judges 甲,乙 --combine 平均 2>/dev/null
says 'of several judges one is named' 1 '请用 --judge' "$ctl" marks move "$book" 3 1 2
marks 3 '1,甲,4,2\n1,乙,4,1\n'
says 'whose sheet alone goes' 0 '的1项移到' "$ctl" marks move "$book" 3 1 2 --judge 乙
[ "$(exported 3 '^2,乙,4,1$')" = 1 ] && [ "$(exported 3 '^1,甲,4,2$')" = 1 ]
report 'and the other stays' $?
says 'all is in order' 0 '' "$ctl" verify "$book"
echo "1..$n"
