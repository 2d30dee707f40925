#!/bin/bash
# The points of a year from the command line: written down, reversed, redeemed, closed. TAP.
. "$(dirname "$0")/tap.sh"
points() {
  local what=$1
  shift
  "$ctl" points "$what" "$book" "$@" --today "${day:-2026-10-12}" --format csv
}

says 'it has help' 0 '用法' "$ctl" points --help
says 'alone it is wrong usage' 2 '请写上' "$ctl" points
says 'an unknown way' 2 '没有 points nonsense' "$ctl" points nonsense "$book"
"$ctl" new "$book" --village 永胜村 --unit 社
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null

says 'no year yet' 1 '还没有开始记积分' points list
says 'a form without events' 1 '没有加减分的项' points year 2026 --rubric ganjing-renjia
says 'a year begins' 0 '' points year
says 'it is there' 0 '2026,jifen-ledger,文明积分细则,,' points years
says 'what it would do' 0 '公益劳动 3人次，加6分。评比分106，可兑换积分106。' points add 3 --item 5 --amount 3 --dry-run
says 'without an item' 2 '--item' points add 3
says 'three households at once' 0 '' points add 3,5 7 --item 公益劳动 --amount 3 --day 2026-03-01 --proof 签到表
points add 3 --item 2 --day 2026-04-02
points add 3 --item 2 --day 2026-04-20
points add 3 --item 志愿 --amount 52 --day 2026-05-01
points add 3 --item 3 --day 2026-06-01
points add 3 --item 3 --day 2026-07-01
says 'points for a fixed item' 1 '分值是定死的' points add 3 --item 5 --points 9
says 'goods come' 0 '' points goods --name 肥皂 --price 10 --in 5
says 'and are listed' 0 '1,肥皂,10,5,' points goods
says 'they are redeemed' 0 '' points redeem 3 --goods 肥皂 --count 3
says 'worked example 11' 0 '评比分115，可兑换积分85。' points show 3
says 'what is beyond a cap' 0 '3,2026-04-20,2,垃圾分类达标,1次,已达封顶' points show 3
says 'the list keeps both' 0 ',115,85,3,,6' points list
says 'the history tells it' 0 '换 肥皂 3件，用30分' "$ctl" history "$book" --last 1
says 'more than there are' 1 '肥皂不够，还差1件' points redeem 3 --goods 1 --count 3
says 'unknown goods' 1 '没有物品“铁锹”' points redeem 3 --goods 铁锹
says 'given back' 0 '' points return 3 1
says 'not twice' 1 '已经退回了' points return 3 1
says 'the points are back' 0 '可兑换积分115。' points show 3
says 'a reversal needs its reason' 1 '为什么冲销' points reverse 3 1
says 'reversed' 0 '' points reverse 3 1 --why 记错了户
says 'not twice' 1 '已经冲销过了' points reverse 3 1 --why 记错了户
says 'it is told' 0 '冲销 公益劳动 3人次' "$ctl" history "$book" --last 1
says 'no such one' 1 '请写上第几笔' points reverse 3 99 --why 错
says 'goods are withdrawn' 0 '' points goods 1 --withdraw
says 'and not redeemed' 1 '不再兑换' points redeem 3 --goods 1
says 'its year on paper' 0 '' "$ctl" print household-points "$book" -o "$work/a.pdf" --household 3 --today 2026-10-12
says 'the board' 0 '' "$ctl" print points-notice "$book" -o "$work/b.pdf" --year 2026 --today 2026-10-12
says 'who signs for goods' 0 '' "$ctl" print redemptions "$book" -o "$work/c.pdf" --today 2026-10-12
says 'a year that is none' 2 '不是年份' "$ctl" print redemptions "$book" -o "$work/c.pdf" --year 明年
says 'a round takes the points' 0 '' "$ctl" round open "$book" --rubric jifen-ledger --name 年终 --quota 1
says 'closing needs its reason' 1 '结账还没有写根据' points close 2026 --carry
says 'the year is closed' 0 '' points close 2026 --carry --reason 村民会议定
says 'nothing comes after' 1 '已经结账' points add 3 --item 5
day=2027-01-05
says 'the next year' 0 '' points year
says 'begins with what was left' 0 ',100,209,0,,0' points list
says 'all is in order' 0 '' "$ctl" verify "$book"
echo "1..$n"
