#!/bin/bash
# The office from the command line: households, persons, objections, backups, the village. TAP.
. "$(dirname "$0")/tap.sh"

household() { "$ctl" household "$@"; }

for verb in household person objection bundle village today; do
  says "$verb has help" 0 '用法' "$ctl" $verb --help
  says "$verb alone is wrong usage" 2 '请写上' "$ctl" $verb
done
for verb in household person; do
  says "an unknown way of $verb" 2 '没有' "$ctl" $verb nonsense "$book"
done

"$ctl" new "$book" --village 永胜村 --unit 社
says 'an empty book begins with the list' 0 '先把名单导进来' "$ctl" today "$book"
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
says 'a household comes' 0 '新增了43号 新来的' household add "$book" --head 新来的 --group 五社 --door 9号
says 'it needs a head' 2 '--head' household add "$book" --group 五社
says 'a number that is taken' 1 '编号3有两户在用' household add "$book" --head 又一户 --number 3
says 'too many people' 1 '应为0到99' household edit "$book" 43 --people 150
says 'an unknown state' 1 '不认得' household edit "$book" 43 --state 走了
says 'it is edited' 0 '' household edit "$book" 43 --door 10号 --phone 15400000001 --code 0099
says 'the history says from what to what' 0 '门牌 由 9号 改为 10号，电话改了' "$ctl" history "$book" --last 1
says 'a card is shown' 0 '门牌,10号' household show "$book" 43 --format csv
[ -z "$(household show "$book" 43 | grep 15400000001)" ]
report 'the telephone is not shown' $?
says 'unless it is asked for' 0 '15400000001' household show "$book" 43 --private
says 'an old number is found' 0 '新来的' household find "$book" 99
says 'numbers are swapped' 0 '' household edit "$book" 43 --number 1
says 'and told' 0 '编号 由 1 改为 43' "$ctl" history "$book" --last 1
says 'and swapped back' 0 '已撤销：改编号' "$ctl" undo "$book"
says 'no such household' 1 '没有99号户' household show "$book" 99
says 'no number' 1 '不是户的编号' household show "$book" 张三

says 'a person comes' 0 '' "$ctl" person add "$book" 43 --name 李梅 --sex 女 --relation 妻
"$ctl" person add "$book" 43 --name 张小三 --sex 男 --relation 长子
says 'and has a number' 0 '43-2,五社,新来的,张小三,男,长子,未问,未问' "$ctl" person list "$book" 43 --format csv
says 'and is edited' 0 '' "$ctl" person edit "$book" 43-1 --taking-part 不同意
says 'no such person' 1 '没有第7人' "$ctl" person edit "$book" 43-7 --name 谁
says 'an unknown sex' 1 '性别“x”不认得' "$ctl" person edit "$book" 43-1 --sex x
says 'who may be put up' 0 '李梅,女,妻,否,本村还没有公布过“干净人家”' "$ctl" person candidates "$book" --find lm --format csv
says 'a form of households' 1 '评的是户' "$ctl" person candidates "$book" --rubric ganjing-renjia
says 'a household is divided' 0 '43号 新来的 分出了44号 张小三' household split "$book" 43 --head 张小三 --persons 2 --from 2026-10-01
says 'both stories tell it' 0 '2026年10月1日由43号 新来的 分出' household show "$book" 44
says 'a wrong day' 1 '日期“明天”不对' household split "$book" 43 --head 某 --from 明天
says 'a new head' 0 '' household head "$book" 43 --person 1 --old 离开
says 'is told' 0 '43号 户主 由 新来的 改为 李梅' "$ctl" history "$book" --last 1
says 'two become one' 0 '44号 张小三 并入了43号 李梅' household merge "$book" 43 44
says 'not twice' 1 '已销户' household merge "$book" 43 44
says 'one alone' 2 '两户' household merge "$book" 43
says 'two are two' 0 '' household apart "$book" 1 6
says 'who agrees to be named' 0 '' household name "$book" 1,2 3 --naming 同意
says 'it needs a word' 2 '--naming' household name "$book" 1
says 'who is away' 0 '' household state "$book" 4 --state 全家在外
says 'a person goes' 0 '' "$ctl" person remove "$book" 43-2

says 'the village' 0 '永胜村,永胜,,,社,永胜村村民委员会' "$ctl" village "$book" --format csv
says 'is renamed' 0 '新胜村,新胜,,,社,新胜村村民委员会' "$ctl" village "$book" --name 新胜村 --format csv
says 'a village without a name' 1 '还没有写村名' "$ctl" village "$book" --name ' '

says 'two days of notice' 1 '应为3到60' "$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 --notice-days 2
says 'no number of days' 2 '--notice-days' "$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 --notice-days 三
says 'seven days' 0 '开好了' "$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 --line 无 --quota 无 \
  --notice-days 7 --notice-counts days --today 2026-10-12
says 'today says how many' 0 '户没录完' "$ctl" today "$book"
says 'no objection yet' 1 '公示期间' "$ctl" objection add "$book" 1 --household 3 --words 重了 --checkers 赵,钱
{
  echo household,judge,item,mark
  "$ctl" roster list "$book" --format csv | sed 1d | cut -d, -f1 | sed 's/$/,,*,无扣分/' | grep -v '^44,' | sed 's/^7,.*/7,,*,没碰上人/'
} >"$work/m.csv"
"$ctl" marks import "$book" 1 "$work/m.csv"
for stage in 算分 评议; do "$ctl" round stage "$book" 1 $stage --today 2026-10-12; done
says 'what the meeting has left open' 1 '会上还有1件没定：' "$ctl" round stage "$book" 1 公示 --today 2026-10-12
says 'it is said how it is posted all the same' 1 '照样贴，请加 --anyway' "$ctl" round stage "$book" 1 公示 --today 2026-10-12
says 'and was not' 1 '不能直接到“公布”' "$ctl" round stage "$book" 1 公布 --today 2026-10-12
says 'then it is posted' 0 '' "$ctl" round stage "$book" 1 公示 --anyway --today 2026-10-12
says 'days are counted' 0 '公示还剩7天，10月19日（星期一）截止' "$ctl" today "$book" --today 2026-10-12
says 'an objection' 0 '第1条意见（一社3号 王秀兰），2026-10-15前要答复' \
  "$ctl" objection add "$book" 1 --household 3 --words 第7项重了 --checkers 赵主任,钱监委 --today 2026-10-12
says 'one checker' 2 '两个核查人' "$ctl" objection add "$book" 1 --household 3 --words 重了 --checkers 赵主任
says 'the head himself' 1 '王秀兰是这一户的人' "$ctl" objection add "$book" 1 --household 3 --words 重了 --checkers 王秀兰,钱监委
says 'neither household nor list' 2 '--household' "$ctl" objection add "$book" 1 --words 重了 --checkers 赵,钱
says 'is listed' 0 '1,3,一社3号 王秀兰,2026-10-12,2026-10-15,匿名,第7项重了,赵主任、钱监委,未答复,,' "$ctl" objection list "$book" 1 --format csv
says 'holds up 公布' 1 '第1条意见（一社3号 王秀兰）还没有答复' "$ctl" round stage "$book" 1 公布 --today 2026-10-20
says 'needs an answer' 1 '怎样答复' "$ctl" objection answer "$book" 1 1 --upheld
says 'is answered' 0 '' "$ctl" objection answer "$book" 1 1 --not-upheld --answer 复看过 --today 2026-10-13
says 'once' 1 '已经答复过了' "$ctl" objection answer "$book" 1 1 --upheld --answer 又看
says '公布 goes on' 0 '' "$ctl" round stage "$book" 1 公布 --today 2026-10-20

says 'no backup yet' 0 '还没有备份' "$ctl" today "$book"
says 'a backup' 0 '备份好了' "$ctl" bundle "$book" -o "$work/copy.xiangping"
says 'is a book' 0 '资料完整' "$ctl" verify "$work/copy.xiangping"
says 'is listed' 0 "$work/copy.xiangping" "$ctl" bundle --list "$book"
says 'is told' 0 '上次备份：今天' "$ctl" today "$book"
says 'is the same' 0 '和现在的资料一样' "$ctl" bundle "$book" --compare "$work/copy.xiangping"
household state "$book" 4 --state 在家
says 'is older' 0 '旧，少1次改动' "$ctl" bundle "$book" --compare "$work/copy.xiangping"
says 'no folder' 1 '备份没有做成' "$ctl" bundle "$book" -o "$work/none/copy.xiangping"
says 'not onto itself' 1 '换个文件名' "$ctl" bundle "$book" -o "$book"
says 'no way to say where' 2 '-o' "$ctl" bundle "$book"

cp "$source/tests/data/books/1.xiangping" "$work/old.xiangping"
chmod u+w "$work/old.xiangping"
before=$(sha256sum <"$work/old.xiangping")
says 'an old book is read' 0 '打分' "$ctl" history "$work/old.xiangping"
says 'and verified' 0 '资料完整' "$ctl" verify "$work/old.xiangping"
[ "$before" = "$(sha256sum <"$work/old.xiangping")" ]
report 'and no byte of it changes' $?
says 'it is brought up to date' 0 '' household apart "$work/old.xiangping" 1 6
says 'with a copy of what it was' 0 '升级以前的' "$ctl" bundle --list "$work/old.xiangping"
says 'all is in order' 0 '资料完整' "$ctl" verify "$book"

# ---- 字体 ----
says 'each part has a font' 0 '正文（宋）,' "$ctl" fonts --format csv
says 'so has Mongolian, or it is empty' 0 '蒙文,' "$ctl" fonts --format csv
[ "$("$ctl" fonts --format csv | tail -n +2 | grep -v ^蒙文 | cut -d, -f4 | sort -u)" = 0 ]
report 'nothing that is written every day is lacking' $?
! "$ctl" fonts --format csv | grep -q /
report 'no folder is told' $?
says 'it takes no words' 2 '不用写别的' "$ctl" fonts 宋体
FONTCONFIG_FILE=$work/none.conf
echo '<fontconfig/>' >"$FONTCONFIG_FILE"
export FONTCONFIG_FILE
says 'no font at all' 1 '请安装软件包 fonts-noto-cjk' "$ctl" fonts
unset FONTCONFIG_FILE
echo "1..$n"
