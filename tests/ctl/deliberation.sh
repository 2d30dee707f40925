#!/bin/bash
# Deliberations from the command line: noted, looked at again, closed, printed. TAP.
. "$(dirname "$0")/tap.sh"

deliberation() { local what=$1; shift; "$ctl" deliberation "$what" "$book" "$@"; }

says 'it has help' 0 'deliberation add 资料' "$ctl" deliberation --help
says 'alone it is wrong usage' 2 '请写上 list、add、revisit 或 close' "$ctl" deliberation
says 'an unknown way' 2 '没有 deliberation nonsense' deliberation nonsense
"$ctl" new "$book" --village 永胜村 --unit 社
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
says 'of which sort' 2 '集中、现场、上门、跟踪' deliberation add --why 吵嘴 --present 孙梅
says 'a reason is needed' 1 '为什么评议' deliberation add --mode 现场 --present 孙梅
says 'of a household that is there' 1 '999' \
  deliberation add --mode 上门 --why 吵嘴 --present 孙梅 --household 999
says 'who follows' 1 '跟踪人' deliberation add --mode 跟踪 --why 地界 --present 孙梅
says 'noted' 0 '' deliberation add --mode 上门 --why 婆媳吵嘴 --said 嫌猪圈近 --decided 月底移走 \
  --present 李主任、孙梅 --household 3 --article 第三条 --follower 孙梅 --due 2026-10-19 --today 2026-10-12
says 'it is to be looked at' 0 '10月12日的上门评议：10月19日（星期一）去看，还有7天（孙梅）' \
  "$ctl" today "$book" --today 2026-10-12
says 'late is said in words' 0 '该去看，还没有去' deliberation list --today 2026-10-20
says 'what was found, and once more' 0 '' \
  deliberation revisit 1 --found 搬了一半 --due 2026-10-26 --today 2026-10-20
says 'each day' 0 '2026-10-20看过：搬了一半；2026-10-26去看' deliberation list --format json
says 'there is no such' 1 '没有第7条评议记录' deliberation close 7 --outcome 好了
says 'a result is needed' 1 '销号要写上结果' deliberation close 1
says 'on paper' 0 '' "$ctl" print deliberation "$book" --household 3 -o "$work/d.pdf"
pdftotext "$work/d.pdf" - | tr -d ' \n' | grep -q '内部留存，不张贴.*月底移走'
report 'for the committee alone' $?
says 'handed to the meeting' 0 '' deliberation close 1 --to-meeting --today 2026-10-26
says 'where it waits' 0 '等会上评议' deliberation list --open
"$ctl" history "$book" | grep -q '婆媳\|猪圈\|月底'
[ $? = 1 ]
report 'nothing private is in the history' $?
says 'undone' 0 '' "$ctl" undo "$book"
says 'it is open again' 0 '10月26日（星期一）去看' deliberation list --open --today 2026-10-20
says 'the book is in order' 0 '' "$ctl" verify "$book"
echo "1..$n"
