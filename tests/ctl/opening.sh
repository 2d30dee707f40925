#!/bin/bash
# A round is looked at before it is opened: who takes part, the quota in words, what is wrong. TAP.
. "$(dirname "$0")/tap.sh"
open() { "$ctl" round open "$book" --name 二轮 --today 2026-10-12 "$@"; }

"$ctl" new "$book" --village 永胜村 --unit 社
printf '组,户主,人口,状态\n一社,张三,3,\n一社,李四,2,\n二社,王五,2,外出\n' >"$work/l.csv"
"$ctl" roster import "$book" "$work/l.csv" 2>/dev/null
before=$(sha256sum <"$book")
says 'the quota is told' 0 '名额1户' open --rubric ganjing-renjia --quota 1户 --dry-run
says 'who is withheld' 0 '参评，不挂牌' open --rubric ganjing-renjia --withheld 2 --dry-run --format csv
says 'a slip is refused' 1 '参评不挂牌的“9”不在参评的里面' open --rubric ganjing-renjia --withheld 9 --dry-run
says 'what is wrong is told, all of it' 1 '等次线“九十”不是分数' \
  open --rubric ganjing-renjia --line 九十 --ties 年纪大 --dry-run
says 'ties are known words' 1 '同分办法“年纪大”不能用' open --rubric ganjing-renjia --ties 处数少,年纪大
says 'and stand once' 1 '写了两遍' open --rubric ganjing-renjia --ties 表决,表决
[ "$(open --rubric ganjing-renjia --dry-run --format csv 2>/dev/null | head -n 1)" = number,who,list,word,reason ]
report 'a list for programs' $?
[ "$before" = "$(sha256sum <"$book")" ]
report 'nothing was written' $?
says 'it is opened' 0 '参评户3户' open --rubric ganjing-renjia --ties 抽签 --withheld 2 --quota 1户
printf 'household,judge,item,mark\n1,,4,1\n1,,*,无扣分\n2,,*,无扣分\n3,,4,1\n3,,*,无扣分\n' |
  "$ctl" marks import "$book" 1 -
says 'who is withheld takes no place' 0 '2,一社,李四,100,100,干净人家,参评，不挂牌,否' \
  "$ctl" tally "$book" 1 --format csv

"$ctl" person add "$book" 1 --name 王英 --sex 女 --relation 母亲 --taking-part 同意 2>/dev/null
says 'persons are kept out with the reason' 0 '本村还没有公布过' \
  open --rubric jingba-xifu --judges 甲 --dry-run --format csv
says 'persons are counted in 人' 0 '参评1人' open --rubric popo-xifu --judges 甲 --entrants 1-1=好婆婆
says 'nobody was put up for a title' 1 '还没有参评人' open --rubric popo-xifu --judges 甲
says 'all is in order' 0 '资料完整' "$ctl" verify "$book"
echo "1..$n"
