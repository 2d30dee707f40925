#!/bin/bash
# Rules of a round as a script sets them, ties at the cut, places divided among groups. TAP.
. "$(dirname "$0")/tap.sh"
# opens a round of 干净人家 with these options; its number is one more than the last
open() {
  "$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 "$@"
}
# 42 sheets: every third household without a finding, the others with one or two of item 4
mark() {
  {
    echo household,judge,item,mark
    for i in $(seq 1 42); do echo "$i,,4,$((i % 3))"; echo "$i,,*,无扣分"; done
  } >"$work/m.csv"
  "$ctl" marks import "$book" "$1" "$work/m.csv"
}

"$ctl" new "$book" --village 和平村
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null

# ---- what is refused
says 'a base that is none' 1 '名额的基数“人口”不认得' open --quota-base 人口
says 'a way of dividing that is none' 1 '分名额的办法“抓阄”不认得' open --apportion 抓阄
says 'weights that are not 100' 1 '加起来应是100%' open --combine 平均 --weights 评委60＋代表30
says 'a weighted body without a judge' 1 '“代表”一方有比重' open --combine 平均 --weights 评委60＋代表40 --judges 评委:甲
says 'a share of everything' 1 '平时分“ganjing-renjia=100%”看不懂' open --usual ganjing-renjia=100%
says 'a spread that is no number' 1 '评委相差几分要再议' open --spread 大
says 'two marks cannot be trimmed' 1 '应为3到99' open --marks-needed 2
says 'a number of marks that is none' 2 '--marks-needed' open --marks-needed 五
says 'too few: one of two words' 2 '平均 或 待定' open --too-few 重打
says 'a quota that is none' 1 '名额“每社”看不懂' open --quota 每社
says 'an entrant of a form of persons who is not there' 1 '在名单上找不到' \
  "$ctl" round open "$book" --rubric jingba-xifu --name 人 --judges 甲 --entrants 999-1

# ---- what is taken, and said
says 'a percentage of all households' 0 '开好了' open --quota 30% --quota-base 总户数 --line 无
mark 1
says 'says its base' 0 '总户数42户×30%＝12.6，取12户。' "$ctl" tally "$book" 1
says 'by the size of the village' 0 '' open --quota '按村大小:30=10|300=12|*=30' --quota-base 常住户 --line 无
mark 2
says 'says which step' 0 '在31到300户之间，取12户。' "$ctl" tally "$book" 2
says 'places of each 社' 0 '' open --quota 每社2名 --line 无 --one-per-household
says 'bodies with weights, 平时分 and the rest' 0 '开好了' open --combine 去高低平均 --marks-needed 3 --too-few 待定 \
  --spread 5 --weights 评委60＋代表40 --judges 评委:甲,评委:乙,评委:丙,代表:丁,代表:戊,代表:己 --usual ganjing-renjia=60%

# ---- places divided among groups
says 'a round without shared places has nothing to divide' 1 '不是分给各组的' "$ctl" round apportion "$book" 1
says 'ten places for four groups' 0 '' open --quota 分给各组10户 --apportion 每组保底 --line 无
mark 5
[ "$("$ctl" round apportion "$book" 5 --format csv 2>/dev/null)" = "list,group,counted,largest_remainder,sainte_lague,dhondt,each_first
,一社,11,3,3,3,3
,二社,11,3,3,3,3
,三社,10,2,2,2,2
,四社,10,2,2,2,2" ]
report 'four ways side by side' $?
says 'with the steps' 0 '一社：11×10÷42＝2余26（第1大），先得2个' "$ctl" round apportion "$book" 5
says 'and those of divisors' 0 '第5个：一社，11÷3≈3.67' "$ctl" round apportion "$book" 5
says 'the rule of the round' 0 '按每组保底分给各组：一社3户' "$ctl" tally "$book" 5
says 'nine places for four groups' 0 '' open --quota 分给各组9户 --line 无
mark 6
says 'equal groups draw a lot' 0 '一社、二社这2个组不分先后，余下的1个名额按抽签号' "$ctl" tally "$book" 6

# ---- a tie at the cut
says 'no lot before the points are summed' 1 '算分以后' "$ctl" round stage "$book" 5 --decide 抽签
"$ctl" round stage "$book" 5 算分
says 'a seed is digits' 1 '抽签号“甲”不对' "$ctl" round stage "$book" 5 --decide 抽签 --seed 甲
says 'the lot is drawn and said' 0 '按抽签号482913抽签，抽出的先后是' "$ctl" round stage "$book" 5 --decide 抽签 --seed 482913
[ "$("$ctl" tally "$book" 5 --format csv 2>/dev/null | grep -c '是,抽签')" = 7 ]
report 'seven of ten come by lot' $?
drawn=$(for i in 12 15 18 21; do echo "$(printf '482913:%d' $i | sha256sum) $i"; done | sort | awk '{print $3}' | head -n 3 | sort -n | xargs)
[ "$("$ctl" tally "$book" 5 --format csv 2>/dev/null | grep '二社.*是,抽签' | cut -d, -f2 | sort -n | xargs)" = "$drawn" ]
report 'and sha256sum draws the same' $?
says 'and it is not asked twice' 1 '没有要定去留的同分户' "$ctl" round stage "$book" 5 --decide 抽签
"$ctl" tally "$book" 5 --format csv 2>/dev/null >"$work/first.csv"
"$ctl" undo "$book" >/dev/null 2>&1
says 'the same seed' 0 '' "$ctl" round stage "$book" 5 --decide 抽签 --seed 482913
"$ctl" tally "$book" 5 --format csv 2>/dev/null | cmp -s - "$work/first.csv"
report 'brings the same' $?
"$ctl" undo "$book" >/dev/null 2>&1
says 'chance has a seed that is said' 0 '按抽签号' "$ctl" round stage "$book" 5 --decide 抽签
[ "$("$ctl" tally "$book" 1 --format csv 2>/dev/null | head -n 1)" = rank,number,group,head,total,exact,grade,status,awarded,decided_by ]
report 'tally keeps its header' $?

# ---- persons, two titles in one form
people=$work/p.xiangping
"$ctl" new "$people" --village 永胜村
printf '组,户主,人口\n一社,张三,3\n一社,李四,2\n' >"$work/l.csv"
"$ctl" roster import "$people" "$work/l.csv" 2>/dev/null
for h in 1 2; do
  "$ctl" person add "$people" $h --name 王英 --sex 女 --relation 母亲 --taking-part 同意 2>/dev/null
  "$ctl" person add "$people" $h --name 李梅 --sex 女 --relation 儿媳 --taking-part 同意 2>/dev/null
done
says 'a title that is not asked' 1 '没有写清评哪一个称号' \
  "$ctl" round open "$people" --rubric popo-xifu --name 好婆婆 --judges 甲 --entrants 1-1
says 'persons and their titles' 0 '开好了' "$ctl" round open "$people" --rubric popo-xifu --name 好婆婆 --judges 甲 \
  --entrants 1-1=好婆婆,2-1=好婆婆,1-2=好媳妇 --one-per-household
[ "$("$ctl" tally "$people" 1 --format csv 2>/dev/null | cut -d, -f2,4,11)" = "number,head,list
1-1,王英,好婆婆
2-1,王英,好婆婆
1-2,李梅,好媳妇" ]
report 'persons by the number in the household, each title its list' $?
says 'each list says its quota' 0 '好媳妇：每组名额5人。' "$ctl" tally "$people" 1
says 'all is in order' 0 '资料完整' "$ctl" verify "$book"
echo "1..$n"
