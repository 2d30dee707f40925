#!/bin/bash
# The village's own words on paper from the command line: shown, changed, refused, given up. TAP.
. "$(dirname "$0")/tap.sh"

wording() { local what=$1; shift; "$ctl" wording "$what" "$book" "$@"; }
own() { wording list --format csv | grep -c ',是$'; }

says 'it has help' 0 'wording reset 资料 notice' "$ctl" wording --help
says 'alone it is wrong usage' 2 '请写上 list、show、set 或 reset' "$ctl" wording
says 'an unknown way' 2 '没有 wording nonsense' wording nonsense
"$ctl" new "$book" --village 永胜村 --unit 社
says 'which paper' 2 '请写上哪一种纸' wording show
says 'no such paper' 1 '没有“nonsense”这种纸' wording show nonsense
says 'all are listed' 0 'household-list,农户名单,否' wording list --format csv
wording show household-list >"$work/list.txt"
says 'a file is needed' 2 '请写上用语的文件' wording set household-list
says 'a file that is there' 1 '没有 none.txt 这个文件' wording set household-list "$work/none.txt"
sed 's/农户名单$/各家各户/' "$work/list.txt" >"$work/own.txt"
says 'nothing changes' 0 '' wording set household-list "$work/list.txt"
[ "$(own)" = 0 ]
report 'the same words are none of their own' $?
sed '0,/^{村}/s//{村名}/' "$work/own.txt" >"$work/unknown.txt"
line=$(grep -n '{村名}' "$work/unknown.txt" | cut -d: -f1)
says 'a field that is none' 1 "农户名单用语 第$line行：没有“{村名}”这个字段" \
  wording set household-list "$work/unknown.txt"
sed 's/^{村}/本村/' "$work/own.txt" >"$work/missing.txt"
says 'a field that is missing' 1 '里少了“{村}”' wording set household-list "$work/missing.txt"
[ "$(own)" = 0 ]
report 'nothing was written' $?
says 'taken' 0 '' wording set household-list "$work/own.txt"
[ "$(own)" = 1 ]
report 'the village has words of its own' $?
says 'they are shown' 0 '各家各户' wording show household-list
says 'so are those of before' 0 '农户名单' wording show household-list --shipped
"$ctl" household add "$book" --head 张三 --group 一社
"$ctl" print household-list "$book" -o "$work/l.pdf"
pdftotext "$work/l.pdf" - | tr -d ' \n' | grep -q '永胜村各家各户'
report 'they are printed' $?
says 'the history tells' 0 '农户名单的用语 改成本村的写法' "$ctl" history "$book"
says 'given up' 0 '' wording reset household-list
[ "$(own)" = 0 ]
report 'as before' $?
says 'nothing to give up' 1 '本来就是原来的用语' wording reset household-list
says 'undone' 0 '' "$ctl" undo "$book"
[ "$(own)" = 1 ]
report 'the village has its words back' $?
says 'the book is in order' 0 '' "$ctl" verify "$book"
echo "1..$n"
