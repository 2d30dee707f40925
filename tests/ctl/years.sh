#!/bin/bash
# Several rounds together from the command line: streaks, who rose, a title that is taken back. TAP.
. "$(dirname "$0")/tap.sh"
# publish NAME DAY UNTIL NUMBER MARKS: a round of 干净人家 from its opening to 公布
publish() {
  "$ctl" round open "$book" --rubric ganjing-renjia --name "$1" --line 100 --quota 无 --today "$2"
  { echo household,judge,item,mark; printf '%s\n' "$5"; for h in $(seq 42); do echo "$h,,*,无扣分"; done; } |
    "$ctl" marks import "$book" "$4" - --today "$2"
  for stage in 算分 评议 公示; do "$ctl" round stage "$book" "$4" $stage --anyway --today "$2"; done
  "$ctl" round stage "$book" "$4" 公布 --today "$3"
} 2>/dev/null
years() { "$ctl" years "$@" --format csv; }
withdraw() { "$ctl" round withdraw-title "$book" "$@"; }

says 'it has help' 0 '用法' "$ctl" years --help
says 'alone it is wrong usage' 2 '请写上' "$ctl" years
says 'an unknown way' 2 '没有 years nonsense' "$ctl" years nonsense "$book" 1
"$ctl" new "$book" --village 永胜村 --unit 社
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
says 'no round yet' 1 '还没有公布过“干净人家”' years streaks "$book" 干净人家
publish 一轮 2026-03-02 2026-03-20 1 $'1,,4,2\n3,,4,3'
publish 二轮 2026-06-01 2026-06-20 2 $'2,,4,1'
says 'two in a row' 0 '5,' years streaks "$book" 干净人家 --in-a-row 2 --year 2026
says 'who failed in the first has one' 0 ',2,1,1,1,1,' years streaks "$book" 干净人家 --year 2026
says 'who rose most' 0 '97,100,3,进步户' years rises "$book" 2
says 'a number that is none' 1 '--in-a-row 写的是' years streaks "$book" 干净人家 --in-a-row 三
says 'what hangs on a title' 0 '没有别的评选用到' withdraw 2 5 --dry-run
says 'it needs a reason' 1 '摘牌要写明理由' withdraw 2 5
says 'nothing to take' 1 '没有评上称号' withdraw 1 3
says 'no such household' 1 '没有99号户' withdraw 1 99
says 'it is taken back' 0 '' withdraw 2 5 --reason 复查不合格 --witness 李支书 --until 2028-06-20 --today 2026-06-20
says 'once' 1 '已经摘了' withdraw 2 5 --reason 复查不合格 --witness 李支书
says 'it is told' 0 '摘牌：二轮' "$ctl" history "$book" --last 1
says 'and seen' 0 '2028-06-20' years streaks "$book" 干净人家
restore() { "$ctl" round restore-title "$book" "$@"; }
says 'what was not taken cannot be given back' 1 '' restore 2 1 --reason 摘错了户 --witness 李支书
says 'giving back needs a reason' 1 '' restore 2 5 --witness 李支书
says 'it is given back' 0 '' restore 2 5 --reason 摘错了户 --witness 李支书 --today 2026-06-21
says 'that is told too' 0 '恢复称号' "$ctl" history "$book" --last 1
says 'and it can be taken again' 0 '没有别的评选用到' withdraw 2 5 --dry-run
says 'all is in order' 0 '' "$ctl" verify "$book"
echo "1..$n"
