#!/bin/bash
# The command line as a script sees it: formats, exit codes, and what bad input gets. TAP.
. "$(dirname "$0")/tap.sh"

marks() {
  printf 'household,judge,item,mark\n%b' "$1" >"$work/m.csv"
  "$ctl" marks import "$book" 1 "$work/m.csv"
}

says 'no verb is wrong usage' 2 '用法' "$ctl"
says 'help is in Chinese' 0 '导入、导出分数' "$ctl" --help
says 'an unknown verb is wrong usage' 2 'foo' "$ctl" foo
says 'an unknown option is wrong usage' 2 '--colour' "$ctl" round list x --colour
for verb in new roster rubric round marks tally print history verify undo; do
  says "$verb has help" 0 '用法' "$ctl" $verb --help
done
says 'no such book' 1 '没有' "$ctl" tally "$work/none.xiangping" 1
echo hello >"$work/text.xiangping"
says 'a text is no book' 1 '不是乡评的资料文件' "$ctl" verify "$work/text.xiangping"

says 'a book is made' 0 '' "$ctl" new "$book" --village 和平村
says 'not twice' 1 '已经有了' "$ctl" new "$book" --village 和平村
for list in yongsheng-cun.csv halatu-gacha.gb18030.csv heping-cun-persons.csv; do
  expected=$source/tests/data/rosters/${list%%.*}.expected.csv
  "$ctl" roster import "$book" "$source/tests/data/rosters/$list" --dry-run 2>/dev/null | cut -d, -f1-7 |
    cmp -s - <(cut -d, -f1-7 "$expected")
  report "dry run of $list" $?
done
[ "$("$ctl" roster list "$book" --format csv)" = number,group,head,people,state ]
report 'a dry run writes nothing' $?
says 'a list comes in' 0 '导入了42户' "$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv"
says 'and not again' 0 '已经有了' "$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv"
says 'a list goes out as a workbook' 0 '存好了' "$ctl" roster export "$book" "$work/out.xlsx"
"$ctl" roster import "$book" "$work/out.xlsx" --dry-run 2>&1 | grep -q '共42户，四个社.*42户已经在本村资料里'
report 'and is the same when it comes back' $?
says 'or as text' 0 '存好了' "$ctl" roster export "$book" "$work/out.csv"
[ "$(head -c 9 "$work/out.csv")" = "$(printf '\357\273\277编号')" ]
report 'with the mark that spreadsheets need' $?
says 'another ending is refused' 1 '.xlsx 或 .csv' "$ctl" roster export "$book" "$work/out.pdf"
says 'households that may be one are listed' 0 'a,b,head_a,head_b,reason' "$ctl" roster doubles "$book" --format csv
printf '组,户主,人口\n一社,李明,9\n' >"$work/newer.csv"
says 'a change waits' 0 '没有改' "$ctl" roster import "$book" "$work/newer.csv"
says 'until it is asked for' 0 '改了1户' "$ctl" roster import "$book" "$work/newer.csv" --merge
says 'one of two' 2 '只能写一个' "$ctl" roster import "$book" "$work/newer.csv" --merge --only-new
says 'and is taken back' 0 '' "$ctl" undo "$book"
printf '\327\351,\273\247\326\367\n\377\377' >"$work/broken.csv"
says 'an unknown encoding names the byte' 1 '第9个字节' "$ctl" roster import "$book" "$work/broken.csv"

says 'a wrong sum' 1 '第1行：各项满分加起来是9分' "$ctl" rubric check "$source/tests/data/rubrics/bad-sum.rubric"
says 'an item twice names both lines' 1 '第15行：第1项前面第5行已经有了' "$ctl" rubric check "$source/tests/data/rubrics/bad-twice.rubric"
says 'a word for a number' 1 '“六”不是数字' "$ctl" rubric check "$source/tests/data/rubrics/bad-number.rubric"
for form in "$source"/tests/data/rubrics/*.csv; do
  says "$(basename "$form") comes in" 0 '' "$ctl" rubric import "$book" "$form" --id "x-$(basename "$form" .csv)"
done
[ "$("$ctl" rubric list "$book" --format csv | head -n 1)" = id,name,version,items,full_mark,level,parent,newer_parent,title ]
report 'rubric list has its header' $?
says 'a way of combining that is none' 1 '合分办法“乱算”不认得' "$ctl" round open "$book" --rubric x-ten-star --name 星 --combine 乱算
says 'no such form' 1 'nonsense' "$ctl" round open "$book" --rubric nonsense --name 无

says 'a round is opened' 0 '参评户42户' "$ctl" round open "$book" --rubric ganjing-renjia \
  --name 一轮 --judges 甲,乙,丙,丁,戊 --combine 去高低平均 --line 90 --quota 无
[ "$("$ctl" round list "$book" --format csv | head -n 1)" = round,name,rubric,stage,entrants,judges,missing,title,opened_on ]
report 'round list has its header' $?
says 'a list of marks' 0 '' marks '1,甲,4,2\n1,甲,*,无扣分\n1,乙,*,无扣分\n1,丙,19,1\n1,丙,*,无扣分\n1,丁,15,6\n1,丁,*,无扣分\n1,戊,V1,否\n1,戊,*,无扣分\n2,,*,外出\n'
says 'no such household names the line' 1 '第2行' marks '99,甲,4,2\n'
says 'no such judge' 1 '没有评委“己”' marks '1,己,4,2\n'
says 'no such item' 1 '没有第“77”项' marks '1,甲,4,1\n2,甲,77,2\n'
says 'a cell twice' 1 '第3行' marks '3,甲,4,1\n3,甲,4,2\n'
says 'half a finding' 1 '应为整数' marks '3,甲,4,1.5\n'
[ "$("$ctl" tally "$book" 1 --format csv 2>/dev/null | sed -n 1,2p)" = "rank,number,group,head,total,exact,grade,status,awarded,decided_by
1,1,一社,张三,98,98,干净人家,参评,是," ]
report 'trimmed mean of 98 100 95 96 100' $?
says 'the household is explained' 0 '第15项 灶台抽烟：6处，满分4，得0（已扣完）' "$ctl" tally "$book" 1 --explain 1
"$ctl" marks export "$book" 1 "$work/out.csv"
cp "$book" "$work/b.xiangping"
"$ctl" marks import "$work/b.xiangping" 1 "$work/out.csv"
cmp -s <("$ctl" tally "$book" 1 --format json 2>/dev/null) <("$ctl" tally "$work/b.xiangping" 1 --format json 2>/dev/null)
report 'what is exported comes in again' $?
says 'a sheet before its stage' 1 '还没有' "$ctl" print notice "$book" 1 -o "$work/n.pdf"
[ ! -e "$work/n.pdf" ]
report 'and no file is left' $?
says 'an unknown sheet is wrong usage' 2 '没有' "$ctl" print poster "$book" 1 -o "$work/n.pdf"
says 'all sheets are listed' 0 'household-slip' "$ctl" print --list --format csv
says 'keys need no book' 0 '' "$ctl" print keys -o "$work/keys.pdf"
says 'a list needs no round' 0 '' "$ctl" print household-list "$book" -o "$work/list.pdf"
says 'visits of a group as pictures' 0 "$work/v.png" "$ctl" print visit-sheets "$book" 1 --group 一社 -o "$work/v.png"
[ -s "$work/v.png" ] && [ "$(head -c 4 "$work/list.pdf")" = %PDF ]
report 'and they are there' $?
says 'one household that is none' 1 '没有999号户' "$ctl" print visit-sheets "$book" 1 --household 999 -o "$work/n.pdf"
says 'a number that is none' 2 '“甲”不是编号' "$ctl" print visit-sheets "$book" 1 --household 甲 -o "$work/n.pdf"
says 'a list becomes a workbook' 0 '' "$ctl" print household-list "$book" -o "$work/list.xlsx"
[ "$(head -c 2 "$work/list.xlsx")" = PK ]
report 'that a spreadsheet opens' $?
says 'a folder names the file' 0 "$work/和平村_农户名单.pdf" "$ctl" print household-list "$book" -o "$work"
says 'a size that is none' 2 '像 90x120' "$ctl" print honour-roll "$book" 1 --size 5x120 -o "$work/n.pdf"
says 'a notice is no board' 1 '整份印' "$ctl" print notice "$book" 1 --size 90x120 -o "$work/n.pdf"
says 'a notice is printed whole' 1 '整份印' "$ctl" print notice "$book" 1 --group 一社 -o "$work/n.pdf"
says 'what would be undone is said' 0 '会撤销：没有留名的人' "$ctl" undo "$book" --dry-run
says 'nothing would be redone' 1 '没有可以重做的' "$ctl" undo "$book" --redo --dry-run
says 'undo says what' 0 '已撤销：导入分数' "$ctl" undo "$book"
says 'then it would be redone' 0 '会重做：没有留名的人' "$ctl" undo "$book" --redo --dry-run
[ "$("$ctl" history "$book" --format csv --last 1 | grep -c '撤销：导入分数')" = 1 ]
report 'and asking has done nothing' $?
says 'redo too' 0 '已重做：导入分数' "$ctl" undo "$book" --redo
[ "$("$ctl" history "$book" --format csv | head -n 1)" = act,at,who,device,title,changes ]
report 'history has its header' $?
says 'all is in order' 0 '资料完整' "$ctl" verify "$book"
echo "1..$n"
