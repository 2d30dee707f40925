#!/bin/bash
# --help, the manual page and the completion know the same verbs, words and options, and the program
# takes these and no others. TAP.
ctl=$(realpath "$1")
manual=$(realpath "$2")
completion=$(realpath "$3")
source=$(realpath "$4")
n=0

# same NAME ONE OTHER: both are lists of words in any order
same() {
  local -A one=() other=()
  local word wrong=
  for word in $2; do one[$word]=1; done
  for word in $3; do other[$word]=1; done
  for word in "${!one[@]}"; do [ "${other[$word]}" ] || wrong+=" missing:$word"; done
  for word in "${!other[@]}"; do [ "${one[$word]}" ] || wrong+=" beyond:$word"; done
  n=$((n + 1))
  if [ -z "$wrong" ]; then echo "ok $n $1"; else printf '#%s\nnot ok %s %s\n' "$wrong" "$n" "$1"; fi
}

# Of the help of a verb: options that stand in its list; those that its usage speaks of.
listed() { grep -oE '^  --[a-z-]+' <<<"$1"; }
spoken() { sed -n 's/ -o / --output /g; /^用法/,/^选项\|^各条/p' <<<"$1" | grep -oE -- '--[a-z-]+'; }
common=$("$ctl" --help | grep -oE '^  --[a-z-]+')

# What bash is offered behind the words given.
offered() {
  COMP_WORDS=(xiangpingctl "$@")
  COMP_CWORD=$#
  _xiangpingctl
  echo "${COMPREPLY[@]}"
}
# The options under one heading of the manual.
in_manual() {
  awk -v head=".S[SH] $1" '/^\.S[SH]/ { on = $0 ~ "^" head "$" } on && /^\\fB/' "$manual" |
    sed 's/\\-/-/g' | grep -oE '^.fB--[a-z-]+' | grep -oE -- '--[a-z-]+'
}

unknown=
for option in $common; do
  "$ctl" verify "$option=" 2>&1 | grep -q '不认得' && unknown="$unknown $option"
done
same 'every verb takes the common options' '' "$unknown"

# shellcheck disable=SC1090
source "$completion"
cd "$(mktemp -d)" || exit 1
trap 'rm -rf "$PWD"' EXIT

verbs=$("$ctl" --help | grep -oE '^  [a-z][a-z-]* ')
same 'the completion offers each verb' "$verbs --help" "$(offered '')"
same 'the manual has each verb' "$verbs" "$(grep -oP '^\.SS \K.*' "$manual")"
same 'the manual has the common options' "$common" "$(in_manual 各条命令都认得)"
same 'a value is chosen from its words' 'table csv json' "$(offered tally --format '')"
same 'a beginning narrows it' 'import' "$(offered roster im)"
touch 永胜村.xiangping
same 'elsewhere a file is offered' '永胜村.xiangping' "$(offered roster list '')"

for verb in $verbs; do
  help=$("$ctl" "$verb" --help)
  options=$(listed "$help")
  same "$verb: the usage speaks of its options" "$options" "$(spoken "$help") $common"
  same "$verb: the completion offers its options" "$options" "$(offered "$verb" --)"
  same "$verb: the manual has its options" "$options" "$(in_manual "$verb") $common"
  unknown=
  for option in $(grep -vxF "$common" <<<"$options"); do
    "$ctl" "$verb" "$option=" 2>&1 | grep -q '不认得' && unknown="$unknown $option"
  done
  same "$verb: the program takes them" '' "$unknown"
  # The words that the source of the verb compares with, or has in a table beside their functions. The
  # sheets are counted out by the program itself.
  asked=$(cat "$source/app/ctl/ctl-$verb"*.c | grep -oP 'strcmp0? \(what, "\K[a-z-]+|{"\K[a-z][a-z-]*(?=", [a-z_]+,)')
  [ "$verb" != print ] ||
    asked=$("$ctl" print --list --format csv | sed 1d | cut -d, -f1)
  words=$(offered "$verb" '')
  [ "$words" != 永胜村.xiangping ] || words= # files: no words
  same "$verb: the completion offers its words" "$asked" "$words"
done
"$ctl" undo x --colour 2>&1 | grep -q 不认得
same 'an option that is in no table is not taken' 0 $?
echo "1..$n"
