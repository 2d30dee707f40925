#!/bin/bash
# Whether judges agree, and one household's sums, from the command line. TAP.
. "$(dirname "$0")/tap.sh"
marks() { printf '%b' "household,judge,item,mark\n$2" | "$ctl" marks import "$book" "$1" -; }

"$ctl" new "$book" --village 永胜村 --unit 社
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
"$ctl" rubric import "$book" "$source/tests/data/rubrics/one-hundred.rubric" --id one

# ---- whether judges agree: Shrout and Fleiss's table, ten times as large ----

"$ctl" round open "$book" --rubric one --name 一轮 --judges 张三,乙,丙,丁 --combine 平均 --line 60 --quota 无 2>/dev/null
table=
i=0
for row in '90 20 50 80' '60 10 30 20' '80 40 60 80' '70 10 20 60' '100 50 60 90' '60 20 40 70'; do
  i=$((i + 1))
  set -- $row
  table+="$i,张三,1,$1\n$i,乙,1,$2\n$i,丙,1,$3\n$i,丁,1,$4\n"
done
says 'marks come in' 0 '' marks 1 "$table"
fairness() { "$ctl" fairness "$book" "$@" --format csv; }
says 'one judge alone' 0 '"ICC(2,1)",,0.290,0.019,0.761,6' fairness 1
says 'all of them' 0 '"ICC(2,k)",,0.620,0.071,0.927,6' fairness 1
says 'their order' 0 '肯德尔W,,0.887,,,6' fairness 1
says 'with its chi square' 0 '肯德尔W的卡方（自由度5）,,17.74,,,6' fairness 1
says 'who is generous' 0 '比别人高,张三,31.67,,,6' fairness 1
says 'who is not' 0 '比别人高,乙,-37.22,,,6' fairness 1
says 'his own group by his name' 0 '对本组比别人高,张三,' fairness 1
says 'or as it is said' 0 '对本组比别人高,乙,' fairness 1 --groups 乙=一社
says 'a judge who is none' 1 '“己=一社”看不懂' fairness 1 --groups 己=一社
says 'it is advice' 0 '分数一概不改' fairness 1
says 'tally names households' 0 '这6户评委差得大，请再议一议：一社' "$ctl" tally "$book" 1
[ -z "$("$ctl" tally "$book" 1 2>&1 >/dev/null | grep -E '乙|丙|丁')" ]
report 'and no judge' $?
says 'help says for whom it is' 0 '不要张贴' "$ctl" fairness --help
says 'fairness alone is wrong usage' 2 '请写上' "$ctl" fairness
"$ctl" round open "$book" --rubric ganjing-renjia --name 二轮 --judges 甲,乙,丙 --combine 合议 --line 90 --quota 30% 2>/dev/null
says 'one sheet compares nobody' 1 '合议的评选只有一张表' fairness 2

# ---- how one household came to its points ----

explained() { "$ctl" tally "$book" "$1" --explain "$2"; }
marks 2 '3,,4,2\n3,,15,6\n3,,20,不适用\n3,,*,无扣分\n4,,*,无扣分\n5,,*,外出\n'
says 'each judge has a number' 0 '评委2：' explained 1 1
says 'how they are combined' 0 '4位评委平均：（90＋20＋50＋80）÷4＝60分。' explained 1 1
says 'what was found' 0 '第4项 院内地面：2处，满分6，得4' explained 2 3
says 'what does not apply' 0 '第20项 人畜分开：不适用，满分4，得4' explained 2 3
says 'the total' 0 '总分94分。' explained 2 3
says 'as it has always said' 0 '合议：精确值94，记94分' explained 2 3
says 'who was away' 0 '这次没有总分：全家在外。' explained 2 5
says 'no such household' 1 '这次评选里没有999号户' explained 2 999
[ -z "$(explained 1 1 | grep -E '乙|丙|丁')" ]
report 'no judge is named' $?
[ -z "$(explained 2 3 | grep -E '张三|李明')" ]
report 'nor anybody else' $?

echo "1..$n"
