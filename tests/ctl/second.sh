#!/bin/bash
# Sheets that are typed twice, from the command line: asked, typed, listed, settled. TAP.
. "$(dirname "$0")/tap.sh"

second() { "$ctl" second "$@" --format csv; }
marks() { printf '%b' "household,judge,item,mark\n$1" | "$ctl" marks import "$book" 1 - "${@:2}"; }
rest() { for i in $(seq "$1" 42); do printf '%s,,*,无扣分\\n' "$i"; done; }

says 'it has help' 0 'second settle 资料' "$ctl" second --help
says 'alone it is wrong usage' 2 '请写上 ask、list 或 settle' "$ctl" second
says 'an unknown way' 2 '没有 second nonsense' "$ctl" second nonsense "$book" 1
"$ctl" new "$book" --village 永胜村 --unit 社
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
"$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 --line 90 --quota 无 2>/dev/null
says 'nothing is asked yet' 1 '没有定再录一遍' marks '1,,4,2\n' --second
says 'which is wrong usage' 2 '全部、户数，或 不用' second ask "$book" 1 许多
says 'more than there are' 1 '一共只有42户' second ask "$book" 1 43
[ "$(second ask "$book" 1 3 --seed 482913 2>/dev/null)" = "$(for i in $(seq 42); do
  printf '%s %s\n' "$(printf '482913:%s' "$i" | sha256sum)" "$i"; done | sort | head -n 3 | sed 's/.* //' | sort -n)" ]
report 'a lot that anybody can draw again' $?
says 'all of them' 0 '每户再录一遍' second ask "$book" 1 全部

marks "1,,4,2\n1,,15,1\n1,,*,无扣分\n2,,6,1\n2,,9,2\n2,,*,无扣分\n$(rest 3)" --who 王会计
says 'nobody says who types' 2 '请用 --who 写上姓名' marks '1,,4,3\n' --second
says 'the same person again' 1 '第2行：1号户的第一遍也是王会计录的，第二遍要换一个人录' marks '1,,4,3\n' --second --who 王会计
marks "1,,4,3\n1,,15,1\n1,,*,无扣分\n2,,4,2\n2,,15,1\n2,,*,无扣分\n$(rest 4)" --second --who 李文书
says 'where nobody else is there' 0 '' marks '3,,*,无扣分\n' --second --who 王会计 --same-typist
[ "$(second list "$book" 1 2>/dev/null)" = "household,judge,item,first,second,slip,together,typists
1,,4,2,3,不一样,1,
2,,4,0,2,串户,2,
2,,6,1,0,串户,2,
2,,9,2,0,串户,2,
2,,15,0,1,串户,2," ]
report 'each difference by its slip' $?
says 'how many, and who typed both' 0 '有5格不一样（千分之4.1）。其中1户两遍都是王会计录的。' second list "$book" 1
says 'it holds up the sums' 1 '两遍还有5格不一样' "$ctl" round stage "$book" 1 算分
says 'what differs not' 1 '1号户第9项没有要核对的' second settle "$book" 1 1 9 第一遍
says 'a paper that cannot be' 1 '处' second settle "$book" 1 1 4 100
says 'the paper says a third thing' 0 '' second settle "$book" 1 1 4 4
says 'one cell of a slip' 0 '' second settle "$book" 1 2 4 第一遍 --cell
[ "$(second list "$book" 1 2>/dev/null | cut -d, -f3,7)" = "item,together
6,1
9,1
15,1" ]
report 'leaves the others of it together' $?
says 'and the slip at once' 0 '' second settle "$book" 1 2 9 第一遍
[ "$(second list "$book" 1 2>/dev/null | wc -l)" = 1 ]
report 'nothing is left' $?
"$ctl" marks export "$book" 1 | grep -qx '1,,4,4'
report 'what the paper says counts' $?
"$ctl" marks export "$book" 1 --second | grep -qx '1,,4,3'
report 'and the second entry stands as it was typed' $?
"$ctl" history "$book" --format csv | grep -q '照纸上定为4处'
report 'who looked at the paper is in the history' $?
says 'undone' 0 '' "$ctl" undo "$book"
[ "$(second list "$book" 1 2>/dev/null | wc -l)" = 4 ]
report 'asks again' $?
says 'redone' 0 '' second settle "$book" 1 2 9 第一遍
says 'and the sums are made' 0 '' "$ctl" round stage "$book" 1 算分
says 'the book is in order' 0 '' "$ctl" verify "$book"
echo "1..$n"
