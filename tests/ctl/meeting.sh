#!/bin/bash
# The meeting after 算分 from the command line: one household opened again, votes. TAP.
. "$(dirname "$0")/tap.sh"

marks() { printf '%b' "household,judge,item,mark\n$1" | "$ctl" marks import "$book" 1 -; }
rest() { for i in $(seq "$1" 42); do printf '%s,,*,无扣分\\n' "$i"; done; }
correct() { "$ctl" marks correct "$book" 1 "$@"; }
motion() { local what=$1; shift; "$ctl" motion "$what" "$book" 1 "$@"; }

says 'it has help' 0 'motion agenda 资料' "$ctl" motion --help
says 'alone it is wrong usage' 2 '请写上 list、agenda、add 或 remove' "$ctl" motion
"$ctl" new "$book" --village 永胜村 --unit 社
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
"$ctl" round open "$book" --rubric ganjing-renjia --name 一轮 --line 90 --quota 20户 \
  --judges 王主任,李委员,张委员,刘委员,陈委员 2>/dev/null
marks "1,,4,2\n1,,*,无扣分\n2,,*,没碰上人\n3,,4,3\n3,,*,无扣分\n$(rest 4)"
says 'before 算分 it is typed in 打分' 1 '直接在“打分”里改' \
  correct 1 4 1 --reason 重复扣分 --witness 李明 --who 王会计
"$ctl" round stage "$book" 1 算分 2>/dev/null

says 'what would come of it' 0 '第4项 院内地面：2处 → 1处' correct 1 4 1 --dry-run
says 'its place before and after' 0 '98分 → 99分，还是第40名' correct 1 4 1 --dry-run
says 'a try writes nothing' 0 '98分 → 99分' correct 1 4 1 --dry-run
says 'a reason is needed' 1 '写明理由' correct 1 4 1 --witness 李明 --who 王会计
says 'and a second name' 1 '见证人' correct 1 4 1 --reason 重复扣分 --who 王会计
says 'of another person' 1 '见证要另一个人' \
  correct 1 4 1 --reason 重复扣分 --witness 王会计 --who 王会计
says 'an item that is not there' 1 '没有第99项' correct 1 99 1 --dry-run
says 'a state that is none' 1 '没有“睡觉”这种状态' correct 1 '*' 睡觉 --dry-run
says 'a judge of another table' 1 '请用 --judge' correct 1 4 1 --judge 李四 --dry-run
says 'a value that cannot be' 1 '第4项' correct 1 4 很多 --dry-run
says 'nothing that differs' 1 '和现在记的一样' correct 1 4 2 --dry-run
says 'written' 0 '98分 → 99分' correct 1 4 1 --reason 重复扣分 --witness 李明 --who 王会计
"$ctl" marks export "$book" 1 | grep -qx '1,,4,1'
report 'the mark is what was said' $?
says 'both names are in the history' 0 '在场：李明' "$ctl" history "$book"
says 'who was met late comes in' 0 '状态：没碰上人 → 参评' \
  correct 2 4 0 '*' 参评 --reason 后来碰上了 --witness 李明 --who 王会计
says 'and not half marked' 1 '和现在记的一样' correct 5 '*' 参评 --dry-run

says 'a tie at the cut is to be decided' 0 '同分' motion agenda
says 'the voices add up' 1 '还差2人' motion add --about 同分去留 --in 2 --for 3
says 'who is not in it' 1 '不在同分之列' motion add --about 同分去留 --in 3 --for 3 --against 2
says 'not carried' 0 '没有通过' motion add --about 同分去留 --in 4 --for 2 --against 3
says 'the tie stays' 0 '同分' motion agenda
says 'carried' 0 '实到5人，过半数要3人，赞成4人，通过' \
  motion add --about 同分去留 --in "$(seq -s, 11 30)" --for 4 --against 1
says 'held back by a vote' 0 '通过' \
  motion add --about 暂缓 --household 9 --for 5 --hold --majority 应到过半数
says 'it is on the list' 0 '暂缓' motion agenda
motion agenda --format csv | grep -q '^,同分'
[ $? = 1 ]
report 'the tie is no more' $?
motion list --format csv | grep -q '^3,.*,暂缓,9,.*,应到过半数,通过$'
report 'each vote with its figures' $?
says 'lifted by another' 0 '通过' motion add --about 暂缓 --household 9 --for 5 --lift
says 'no such vote' 1 '没有第9次表决' motion remove 9
says 'a vote taken back' 0 '' motion remove 2
says 'brings the tie back' 0 '同分' motion agenda
says 'undone' 0 '' "$ctl" undo "$book"
motion agenda --format csv | grep -q '^,同分'
[ $? = 1 ]
report 'it is decided again' $?
says 'minutes are drafted' 0 '' "$ctl" print minutes "$book" 1 -o "$work/m.pdf"
pdftotext "$work/m.pdf" - | tr -d ' \n' | grep -q '第4项“院内地面”由2处改为1处。理由：重复扣分。录入王会计，见证李明。'
report 'with what was corrected' $?
printf '地点：村委会会议室\n发言要点：王主任：院内地面重复扣了\n发言要点：李委员：同意改\n' >"$work/minutes.txt"
says 'the minutes are written' 0 '' "$ctl" minutes "$book" 1 "$work/minutes.txt"
says 'a bad line is told' 1 '会议记录第1行“大家都说好”没有写是哪一段' sh -c "echo 大家都说好 | '$ctl' minutes '$book' 1 -"
says 'a second place is told' 1 '第2行又写了一遍“地点”' sh -c "printf '地点：甲\\n地点：乙\\n' | '$ctl' minutes '$book' 1 -"
"$ctl" minutes "$book" 1 >"$work/out.txt"
grep -v '^#' "$work/out.txt" | sed -n '1p;4,5p' | tr '\n' '|' | grep -qx '地点：村委会会议室|发言要点：王主任：院内地面重复扣了|发言要点：李委员：同意改|'
report 'and read back' $?
"$ctl" print minutes "$book" 1 -o "$work/m.pdf"
pdftotext "$work/m.pdf" - | tr -d ' \n' | grep -q '李委员：同意改'
report 'they are printed' $?
says 'back to the draft' 0 '' "$ctl" minutes "$book" 1 --draft
says 'there is nothing more to take back' 1 '会议记录还是草稿' "$ctl" minutes "$book" 1 --draft
says 'the book is in order' 0 '' "$ctl" verify "$book"
echo "1..$n"
