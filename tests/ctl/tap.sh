# What the scripts beside it share: a folder that goes at the end, a book in it, and TAP.
# Their arguments: the program and the checkout. A script's last line is: echo "1..$n"
ctl=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
book=$work/a.xiangping
export XDG_DATA_HOME=$work/data
n=0

# report NAME STATUS: 0 is good
report() {
  n=$((n + 1))
  if [ "$2" = 0 ]; then echo "ok $n $1"; else echo "not ok $n $1"; fi
}
# says NAME CODE WORDS command…: exit code and a word of what is said
says() {
  local name=$1 code=$2 words=$3
  shift 3
  local out status
  out=$("$@" 2>&1)
  status=$?
  [ $status = "$code" ] && grep -qF -- "$words" <<<"$out"
  local good=$?
  [ $good = 0 ] || echo "# exit $status: $out"
  report "$name" $good
}
