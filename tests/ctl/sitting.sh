#!/bin/bash
# Who sits, who is recused, who marks which group, and what is still missing, from the command line. TAP.
. "$(dirname "$0")/tap.sh"

recusal() { "$ctl" recusal "$@" --format csv; }
rota() { "$ctl" rota "$@" --format csv; }
attendance() { "$ctl" attendance "$@" --format csv --today 2026-10-12; }
marks() { printf '%b' "household,judge,item,mark\n$1" | "$ctl" marks import "$book" "$2" -; }

"$ctl" new "$book" --village 永胜村 --unit 社
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
head=$("$ctl" roster list "$book" --format csv | awk -F, 'NR == 3 { print $3 }')
"$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 --combine 平均 --judges "$head,郑大山,李主任,孙干事" \
  --line 90 --quota 无 --quorum 过半数 2>/dev/null

# ---- 回避 ----
says 'recusal has help' 0 'recusal add 资料' "$ctl" recusal --help
says 'alone it is wrong usage' 2 '请写上 list、propose、add 或 remove' "$ctl" recusal
says 'an unknown way' 2 '没有 recusal nonsense' "$ctl" recusal nonsense "$book" 1
[ "$(recusal list "$book" 1 | tail -n +2 | cut -d, -f1,4-6)" = "$head,程序提示,本户,0" ]
report 'nobody marks at home' $?
says 'he cannot' 1 '这位评委对这一户回避' marks "$(recusal list "$book" 1 | sed 1d | cut -d, -f2),$head,*,无扣分\n" 1
marks '5,郑大山,4,1\n5,郑大山,*,无扣分\n' 1
says 'declared, with what he had marked' 0 '回避，他打的1项留着，不算' \
  recusal add "$book" 1 郑大山 5 --relation 亲家
says 'by his number, asked by others' 0 '孙干事 对一社6号' recusal add "$book" 1 4 6 --source 他人提出
says 'a source that is none' 2 '本人申请 或 他人提出' recusal add "$book" 1 4 6 --source 听说
says 'nobody of that name' 1 '没有“钱七”这位评委' recusal add "$book" 1 钱七 5
says 'no such household' 1 '参评的里面没有“999”' recusal add "$book" 1 郑大山 999
says 'too few are left' 0 '只剩2位评委打分，不到3位' recusal add "$book" 1 李主任 5
says 'and the list says so' 0 '只剩2位评委打分' recusal list "$book" 1
says 'taken back' 0 '不再回避' recusal remove "$book" 1 李主任 5
says 'twice' 1 '没有登记回避' recusal remove "$book" 1 李主任 5
! "$ctl" history "$book" | grep -q 亲家
report 'the relation is not told in the history' $?
"$ctl" round open "$book" --rubric ganjing-renjia --name 二轮 --combine 平均 --judges "郑大山,李主任,孙干事" --line 90 \
  --quota 无 --own-group-recused 2>/dev/null
recusal propose "$book" 2 --dry-run | grep -q '的亲家（第1轮登记）'
report 'the next round remembers' $?
[ "$(recusal list "$book" 2 | wc -l)" = 1 ]
report 'a dry run registers nothing' $?
says 'taken' 0 '登记了2条回避' recusal propose "$book" 2
says 'nothing is proposed twice' 0 '' recusal propose "$book" 2
says 'undone at once' 0 '' "$ctl" undo "$book"
[ "$(recusal list "$book" 2 | wc -l)" = 1 ]
report 'and gone' $?

# ---- 分组互评 ----
says 'rota has help' 0 'rota propose 资料' "$ctl" rota --help
says 'rota alone is wrong usage' 2 '请写上 list、propose、set 或 clear' "$ctl" rota
rota propose "$book" 1 --dry-run >/dev/null 2>"$work/loads"
grep -q '每位评委打分：' "$work/loads"
report 'how many each would mark' $?
group=$(rota list "$book" 1 2>/dev/null | awk -F, 'NR == 2 { print $1 }')
says 'a group by hand' 0 '' rota set "$book" 1 "$group" 郑大山、李主任
rota list "$book" 1 2>/dev/null | grep -q "^$group,.*郑大山、李主任"
report 'stands there' $?
number=$("$ctl" roster list "$book" --format csv | awk -F, -v group="$group" '$2 == group { print $1 }' | tail -n 1)
says 'others are kept out, with who marks there' 1 "分组互评定了$group由郑大山、李主任打分" \
  marks "$number,孙干事,*,无扣分\n" 1
says 'no such group' 1 '没有“九十九社”这个组' rota set "$book" 1 九十九社 郑大山
says 'no such judge' 1 '没有“钱七”这位评委' rota set "$book" 1 "$group" 钱七
says 'cleared' 0 '' rota clear "$book" 1
says 'and all mark again' 0 '' marks "$number,孙干事,*,无扣分\n" 1

# ---- 签到 ----
says 'attendance has help' 0 'attendance come' "$ctl" attendance --help
says 'attendance alone is wrong usage' 2 '请写上 list、come、leave 或 absent' "$ctl" attendance
says 'an unknown way of it' 2 '没有 attendance nonsense' "$ctl" attendance nonsense "$book" 1
says 'who?' 2 '请写上是哪位评委' attendance come "$book" 1
says 'two come' 0 '应到4人，实到2人，只有半数（至少3人），还不能开会' attendance come "$book" 1 1 郑大山 --at 19:00
says 'a third' 0 '实到3人，过半数（至少3人），可以开会' attendance come "$book" 1 李主任 --at 19:25
says 'one leaves' 0 '还不能开会' attendance leave "$book" 1 郑大山 --at 20:10
says 'one does not come' 0 '实到2人' attendance absent "$book" 1 孙干事
attendance list "$book" 1 2>/dev/null | grep -q '孙干事,,缺席'
report 'is absent' $?
attendance list "$book" 1 2>/dev/null | grep -q '郑大山,,"\?19:00到，20:10离开'
report 'with the times' $?
says 'who was there at a moment' 0 '20:00：应到4人，实到3人' attendance list "$book" 1 --at 20:00
says 'no time' 1 '时间“快八点”看不懂' attendance come "$book" 1 郑大山 --at 快八点
says 'back again' 0 '' attendance absent "$book" 1 孙干事 --back

# ---- 还差什么 ----
"$ctl" marks missing "$book" 1 --format csv 2>/dev/null | grep -q '^[^,]*,5,[^,]*,李主任,还没有录$'
report 'which sheet is missing' $?
! "$ctl" marks missing "$book" 1 --format csv 2>/dev/null | grep -q '^[^,]*,5,[^,]*,郑大山,'
report 'who is recused is not waited for' $?
says 'by group' 0 '还差40户：一社11户、二社10户' "$ctl" marks missing "$book" 1
says 'the book is in order' 0 '' "$ctl" verify "$book"
echo "1..$n"
