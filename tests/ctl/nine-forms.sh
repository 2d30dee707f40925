#!/bin/bash
# A round with each of the nine shipped forms: marks go in, and total, items and explanation are what
# stands in the file of tests/data/nine-forms, where the sum is worked by hand. TAP.
#   #total HOUSEHOLD TOTAL [GRADE]     #= HOUSEHOLD what its explanation says
#   #ballots ITEM ISSUED RETURNED SPOILT          #line the whole sum, for people
. "$(dirname "$0")/tap.sh"
examples=$source/tests/data/nine-forms
today=2026-10-12
rounds=0
sums=

# open_round FORM option…: the next round, with this form
open_round() {
  local form=$1
  shift
  rounds=$((rounds + 1))
  says "$form: a round opens" 0 '开好了' "$ctl" round open "$book" --rubric "$form" --name "$form" --today $today "$@"
}
marks() { "$ctl" marks import "$book" $rounds - --today $today; }
rows() { grep -v '^#' "$examples/$1.csv"; }
explained() {
  "$ctl" tally "$book" $rounds --explain "$1" 2>&1
  [ "$2" != jifen-ledger ] || "$ctl" points show "$book" "$1" --year 2026 --format csv 2>&1
}

# holds FORM: everything that the file says
holds() {
  local form=$1 tag household rest
  while read -r tag household rest; do
    case $tag in
      '#ballots')
        set -- $rest
        says "$form: ballots" 0 '' "$ctl" marks ballots "$book" $rounds "$household" \
          --issued "$1" --returned "$2" --spoilt "$3" --today $today
        ;;
      '#total')
        set -- $rest
        got=$("$ctl" tally "$book" $rounds --format csv 2>/dev/null |
          awk -F, -v h="$household" '$2 == h || $2 ~ "^" h "-" {print $5, $7; exit}')
        [ "${got% }" = "$*" ]
        report "$form: $household has $*" $?
        [ "${got% }" = "$*" ] || echo "# it has $got"
        ;;
      '#=')
        explained "$household" "$form" | grep -qF -- "$rest"
        report "$form: $rest" $?
        ;;
      '#line')
        sums+="# $form：$household${rest:+ $rest}"$'\n'
        ;;
    esac
  done < <(grep -E '^#(ballots|total|=|line) ' "$examples/$form.csv")
}

"$ctl" new "$book" --village 永胜村 --unit 社
"$ctl" roster import "$book" "$source/tests/data/rosters/yongsheng-cun.csv" 2>/dev/null
"$ctl" person add "$book" 5 --name 李梅 --sex 女 --relation 儿媳 --taking-part 同意 2>/dev/null

# The first is published: a title that opens the gate of 精巴媳妇, a mean that lights a star.
today=2026-03-02
open_round ganjing-renjia --quota 无 --line 90
{ rows ganjing-renjia; for h in $(seq 42); do [ $h = 17 ] || echo "$h,,*,无扣分"; done; } | marks
holds ganjing-renjia
for stage in 算分 评议 公示; do "$ctl" round stage "$book" 1 $stage --anyway --today $today; done
"$ctl" round stage "$book" 1 公布 --today 2026-03-20
today=2026-10-12

open_round jingba-xifu --judges 甲,乙,丙,丁,戊 --entrants 5-1
rows jingba-xifu | marks
holds jingba-xifu

open_round ten-star
rows ten-star | marks
holds ten-star

open_round meili-tingyuan --judges 甲,乙,丙
rows meili-tingyuan | marks
holds meili-tingyuan

"$ctl" points year "$book" 2026 --today $today
while IFS=, read -r household item amount day points; do
  "$ctl" points add "$book" "$household" --item "$item" --amount "$amount" --day "$day" \
    ${points:+--points "$points"} --today $today || echo "# $household $item $amount"
done < <(rows jifen-ledger | sed 1d)
open_round jifen-ledger
holds jifen-ledger

open_round popo-xifu --judges 甲,乙,丙,丁,戊,家人:家属,邻居:张家,邻居:王家,邻居:刘家,计票:计票 \
  --entrants 5-1=好媳妇
rows popo-xifu | marks
holds popo-xifu

for form in hongbang pair-plusminus grade-word; do
  open_round $form
  rows $form | marks
  holds $form
done

echo -n "$sums"
echo "1..$n"
