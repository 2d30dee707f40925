#!/bin/bash
# Forms from the command line: adjusted, compared, taken over, exported, copied. TAP.
. "$(dirname "$0")/tap.sh"
data=$source/tests/data/rubrics
rubric() { "$ctl" rubric "$@"; }

"$ctl" new "$book" --village 永胜村 --unit 社
says 'help' 0 'rubric adjust 资料 改动表' rubric --help
says 'alone is wrong usage' 2 '请写上' rubric
for what in show check import adjust diff rebase export copy nonsense; do
  says "$what without words" 2 '请写上' rubric $what
done
says 'too many words' 2 '请写上' rubric rebase "$book" a b

for level in township village; do
  grep -v ',refuse,' "$data/overlay/ganjing-renjia.$level.csv" >"$work/$level.csv"
done
says 'what is refused is told' 1 '第9处改动：第15项“灶台抽烟”县定4分，只能在2.8到5.2分之间调' \
  rubric adjust "$book" "$data/overlay/ganjing-renjia.township.csv" --extends ganjing-renjia --level 镇 --id zhen
[ -z "$(rubric list "$book" --format csv | tail -n +2)" ]
report 'and nothing is written' $?
says 'a form of items is no table of changes' 1 '不是一张改动表' rubric adjust "$book" "$data/hongbang.csv"
says 'a trial' 0 '依据县标准2026-1版；镇调整6项、新增1项' \
  rubric adjust "$book" "$work/township.csv" --extends ganjing-renjia@2026-1 --level 镇 --id zhen --dry-run
[ -z "$(rubric list "$book" --format csv | tail -n +2)" ]
report 'writes nothing' $?
says 'the township adjusts' 0 '没有错：30行，满分100分' \
  rubric adjust "$book" "$work/township.csv" --extends ganjing-renjia@2026-1 --level 镇 --id zhen --name 镇里的表
says 'the village adjusts' 0 '本村调整1项、停用1项、附加1项，等次线92分' \
  rubric import "$book" "$work/village.csv" --extends zhen --level 村 --id cun --name 永胜村用表
says 'they are listed' 0 'cun,永胜村用表,1,31,100,村,zhen@1,,干净人家' rubric list "$book" --format csv
says 'and hold' 0 '《永胜村用表》没有错' rubric check "$book" cun
says 'an item as it is' 0 '居室,13,家具陈设,桌柜擦净，东西归位,deduct,处,1,1,0,3,3,0,0,' rubric show "$book" cun
says 'there is no such version' 1 '没有评分表“zhen”的第9版' rubric show "$book" zhen@9
says 'nothing newer' 0 '已经是上一级最新的一版' rubric diff "$book" cun
says 'nothing to take over' 1 '已经是上一级最新的一版' rubric rebase "$book" cun

says 'out as a workbook' 0 '' rubric export "$book" cun "$work/cun.xlsx"
says 'and in again' 0 '' rubric import "$book" "$work/cun.xlsx" --id cun-2
says 'with all its states' 0 'cun-2,cun-2,1,31,' rubric list "$book" --format csv
says 'out as a table' 0 '' rubric export "$book" cun "$work/cun.csv"
says 'what is switched off is said' 0 ',村,停用,' cat "$work/cun.csv"
says 'out as text' 0 '' rubric export "$book" cun "$work/cun.rubric"
says 'with its changes' 0 '[change 4]' cat "$work/cun.rubric"
says 'no kind of file' 1 '看不出要存成哪一种' rubric export "$book" cun "$work/cun.doc"

says 'a county edition comes' 0 '' rubric import "$book" <(sed 's/2026-1版/2027-1版/; s/^grades=90=/grades=93=/' "$source/rubrics/ganjing-renjia.rubric") --id ganjing-renjia
says 'it is offered' 0 'zhen,镇里的表,1,30,100,镇,ganjing-renjia@1,2,' rubric list "$book" --format csv
says 'side by side' 0 ',,等次线,90=干净人家|80=较干净|60=一般|0=待提升,93=' rubric diff "$book" zhen --format csv
says 'taken over' 0 '' rubric rebase "$book" zhen
says 'our line would be refused' 0 '等次线只能提高：县定93分，不能降到92分' rubric diff "$book" cun
says 'and is' 1 '等次线只能提高' rubric rebase "$book" cun
says 'or is left out' 0 '' rubric rebase "$book" cun --leave-out
says 'two versions' 0 '镇里的表' rubric list "$book"
says 'are compared' 0 ',,版本,县标准2026-1版,县标准2027-1版' rubric diff "$book" zhen@1 zhen@2 --format csv
says 'undone' 0 '已撤销：新增评分表《' "$ctl" undo "$book"

says 'its own title' 1 '就不能再叫“干净人家”' rubric copy "$book" ganjing-renjia ziji --name 永胜自己的表
says 'is another' 0 '' rubric copy "$book" ganjing-renjia ziji --name 永胜自己的表 --title 永胜清洁户
says 'and says so' 0 '不计入县里的“干净人家”' rubric check "$book" ziji
printf 'op,item_no,field,value,section,reason\nset,LINE,line,80,,\n' >"$work/low.csv"
says 'a lower line' 1 '等次线只能提高' rubric adjust "$book" "$work/low.csv" --extends hongbang --id low
says 'may be kept' 0 '等次线由村里改为80分' \
  rubric adjust "$book" "$work/low.csv" --extends hongbang --id low --own --title 永胜红榜
printf 'op,item_no,field,value,section,reason\nset,3,max,1000000000000,,\ndrop,3,,,,\n' >"$work/odd.csv"
says 'an unknown way of changing' 1 '第3行的op列：“drop”这种改动不认得' \
  rubric adjust "$book" "$work/odd.csv" --extends hongbang --id odd
sed -i '$d' "$work/odd.csv"
says 'a million million points' 1 '第1处改动：第3项' rubric adjust "$book" "$work/odd.csv" --extends hongbang --id odd
says 'the book is in order' 0 '' "$ctl" verify "$book"
echo "1..$n"
