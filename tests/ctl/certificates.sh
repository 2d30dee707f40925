#!/bin/bash
# 证书登记簿 from the command line: void, issued again, printed how far, bought covers. TAP.
. "$(dirname "$0")/tap.sh"

certificates() { local what=$1; shift; "$ctl" certificates "$what" "$book" 1 "$@"; }
print() { "$ctl" print certificates "$book" 1 -o "$work/c.pdf" "$@"; }
numbers() { pdftotext "$work/c.pdf" - | grep -o '1-0[0-9]*' | tr '\n' ' '; }

says 'it has help' 0 'certificates printed 资料 第几次' "$ctl" certificates --help
says 'alone it is wrong usage' 2 '请写上做什么' "$ctl" certificates
"$ctl" sample "$book" >/dev/null
"$ctl" marks import "$book" 1 "$source/resources/sample/evening.csv" --today 2026-10-12 2>/dev/null
for step in 算分 评议; do "$ctl" round stage "$book" 1 $step --today 2026-10-12 2>/dev/null; done
"$ctl" round stage "$book" 1 --decide 20 --today 2026-10-12 2>/dev/null
"$ctl" round stage "$book" 1 公示 --anyway --today 2026-10-12 2>/dev/null
says 'before 公布 there is no register' 1 '还没有证书编号' \
  "$ctl" print certificate-register "$book" 1 -o "$work/r.pdf"
"$ctl" round stage "$book" 1 公布 --today 2026-10-20 2>/dev/null

says 'the list' 0 '永胜〔2026〕1-010' certificates list
says 'how far is to be said' 2 '--up-to' certificates printed
says 'printed up to the fourth' 0 '接着从永胜〔2026〕1-005印' certificates printed --up-to 4
says 'which is told before it is printed again' 0 '接着从永胜〔2026〕1-005印；再印前面的就是补印' print
print --from 1-005 2>/dev/null
[ "$(numbers)" = '1-005 1-006 1-007 1-008 1-009 1-010 ' ]
report 'it goes on after it, in the order of the list' $?
says 'not twice' 1 '已经登记印好了' certificates printed --only 2
says 'but as a 补印' 0 '共1张' certificates printed --only 2 --again 污损
says 'a spoiled sheet' 0 '登记了废张' certificates printed --only 5 --spoiled 卡纸
certificates list --format csv | grep -q '^5,.*,废张.*（卡纸）,1,'
report 'which is listed' $?
says 'void without a reason' 2 '--why' certificates void 1-003
says 'void' 0 '这个编号不再用' certificates void 1-003 --why 错字
[ "$(certificates reissue 1-003 --name 司马常河)" = '永胜〔2026〕1-011' ]
report 'the next number in its place' $?
says 'only one in its place' 1 '一户只有一张有效的' certificates reissue 1-003
print --only 1-011,1 2>/dev/null
[ "$(numbers)" = '1-001 1-011 ' ]
report 'some alone' $?
pdftotext "$work/c.pdf" - | grep -q 司马常河
report 'with the name as it shall be' $?
says 'a void one is not printed' 1 '已经作废' print --only 1-003
says 'received' 0 '' certificates received --only 1,2 --by 李四
says 'not twice received' 1 '已经记过领走了' certificates received --only 1
says 'noted by mistake' 0 '' certificates mend --only 1 --why 记错了
certificates list --format csv | grep -q '^1,.*,,$'
report 'is taken back' $?
says 'and told in the history' 0 '更正证书登记' "$ctl" history "$book"

says 'the register is a paper' 0 '' "$ctl" print certificate-register "$book" 1 -o "$work/r.pdf"
pdftotext "$work/r.pdf" - | grep -q '换发自1-003'
report 'which tells of the replaced one' $?

# Where the words of a text pass are, in mm from the left and the top.
place() {
  pdftotext -bbox "$work/c.pdf" - | sed -n "s/.*xMin=\"\([0-9.]*\)\" yMin=\"\([0-9.]*\)\".*>$1.*/\1 \2/p" |
    awk '{ printf "%.2f %.2f\n", $1 / 72 * 25.4, $2 / 72 * 25.4; exit }'
}
differs() { # FIRST SECOND BY-ACROSS BY-DOWN
  awk -v a="$1" -v b="$2" -v x="$3" -v y="$4" 'BEGIN {
    split (a, p); split (b, q); dx = q[1] - p[1] - x; dy = q[2] - p[2] - y
    exit !(dx * dx <= 0.0005 && dy * dy <= 0.0005) }'
}
print --only 1 --stock 260x185 2>/dev/null
whole=$(place 张三)
print --only 1 --stock 260x185 --pass text 2>/dev/null
differs "$whole" "$(place 张三)" 0 0
report 'the text pass has the places of the whole' $?
print --only 1 --stock 260x185 --pass text --offset 1.5,-0.8 2>/dev/null
differs "$whole" "$(place 张三)" 1.5 -0.8
report 'moved by what the printer needs' $?
says 'an offset of two figures' 2 '--offset 后面写两个数' print --offset 1.5
says 'a scale that no printer has' 2 '0.97到1.03' print --scale 2,1
says 'an ink that is none' 2 'gold、black' print --ink blue
says 'a side that is none' 2 'left、right、none' print --mongolian above
"$ctl" print certificates "$book" 1 -o "$work/c.pdf" --only 1 --mongolian none 2>/dev/null
[ "$(numbers)" = '1-001 ' ]
report 'Mongolian can be left out' $?
printf '[蒙文标题]\nᠮᠣᠩᠭᠣᠯ\n\n[蒙文正文]\nᠪᠢᠴᠢᠭ\n' >"$work/words"
says 'a village may have words of its own' 0 '' \
  "$ctl" wording set "$book" certificates "$work/words"
if fc-list ':charset=1820' | grep -q .; then
  says 'which are printed' 0 '' print --only 1 --mongolian right
  pdftotext "$work/c.pdf" - | grep -q ᠪ
  report 'beside the Chinese' $?
else
  says 'for which the font is missing' 1 'fonts-noto-core' print --only 1 --mongolian right
  report 'beside the Chinese # SKIP no font for Mongolian' 0
fi
says 'without them it prints' 0 '' print --only 1 --mongolian none
"$ctl" wording reset "$book" certificates 2>/dev/null
says 'what was read gives the options' 0 '--offset -0.50,0.00 --scale 1.00000,1.00000' \
  "$ctl" print calibration --across 10.5,287.5 --down 10,200
says 'what was misread does not' 1 '读数不对' "$ctl" print calibration --across 10,28 --down 10,200
says 'a sheet to read from' 0 '' "$ctl" print calibration -o "$work/k.pdf" --stock 260x185
says 'a cover' 0 '' "$ctl" certificates stock "$book" 大红 --size 260x185 --places '称呼 41 66 180 30 左;编号 不印'
print --only 1 --stock 大红 2>/dev/null
pdftotext "$work/c.pdf" - | grep -q 编号
[ $? = 1 ] && [ "$(place 张三 | cut -d' ' -f1)" = 41.00 ]
report 'has its own places' $?
says 'a place that is off the sheet' 1 '不在 260×185 毫米的纸上' \
  "$ctl" certificates stock "$book" 大红 --places '称呼 300 66 180 30 左'
says 'sound' 0 '资料完整' "$ctl" verify "$book"
echo "1..$n"
