#!/bin/bash
# What the desktop is told of the program: its files are valid, speak of the same things, and an
# installed program finds what comes with it, wherever the prefix is. TAP.
source=$1
build=$2
desktop=$source/resources/desktop/org.xiangping.Xiangping
n=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

report() {
  n=$((n + 1))
  if [ "$2" = 0 ]; then echo "ok $n $1"; else echo "not ok $n $1"; fi
}
# valid NAME TOOL…: says nothing and likes the file
valid() {
  local name=$1 out
  shift
  if ! command -v "$1" >/dev/null; then
    n=$((n + 1))
    echo "ok $n $name # SKIP $1 is not installed"
    return
  fi
  out=$("$@" 2>&1) && ! grep -q '^[EW]:\|warning\|error' <<<"$out"
  local good=$?
  [ $good = 0 ] || sed 's/^/# /' <<<"$out"
  report "$name" $good
}

valid 'the desktop file is valid' desktop-file-validate "$desktop.desktop"
valid 'the metainfo is valid' appstreamcli validate --no-net "$desktop.metainfo.xml"

DESTDIR=$work meson install -C "$build" --no-rebuild --quiet >"$work/log" 2>&1
report 'it is installed' $?
prefix=$(echo "$work"/usr*)/local
[ -d "$prefix" ] || prefix=$(dirname "$(dirname "$(find "$work" -path '*/bin/xiangpingctl')")")
for file in bin/xiangping bin/xiangpingctl share/applications/org.xiangping.Xiangping.desktop \
  share/metainfo/org.xiangping.Xiangping.metainfo.xml share/mime/packages/org.xiangping.Xiangping.xml \
  share/icons/hicolor/scalable/apps/org.xiangping.Xiangping.svg \
  share/icons/hicolor/symbolic/apps/org.xiangping.Xiangping-symbolic.svg \
  share/icons/hicolor/scalable/mimetypes/application-vnd.xiangping.book.svg \
  share/man/man1/xiangping.1 share/man/man1/xiangpingctl.1 \
  share/bash-completion/completions/xiangpingctl share/locale/en/LC_MESSAGES/xiangping.mo; do
  [ -s "$prefix/$file" ]
  report "$file" $?
done

# Whoever builds by hand and whoever builds the package needs the same.
wanted=$(sed -n '/^TO_BUILD=/,/"$/p' "$source/dev" | tr -d '"' | sed 's/TO_BUILD=//' | tr -s ' ' '\n' |
  grep -v '^build-essential$\|^ninja-build$' | grep . | sort | tr '\n' ' ')
packed=$(sed -n '/^Build-Depends:/,/^Standards/p' "$source/debian/control" | sed 's/^Build-Depends://; /^Standards/d' |
  sed 's/(.*)//' | tr -d ' ,' | grep -v '^debhelper-compat$\|^fonts-' | grep . | sort | tr '\n' ' ')
[ "$wanted" = "$packed" ]
report 'the package is built with what is built with here' $?

# Moved to another place, nothing of the tree in sight, it still finds all that it needs.
mkdir -p "$work/opt/apps"
mv "$prefix" "$work/opt/apps/files"
ctl=$work/opt/apps/files/bin/xiangpingctl
unset XP_RESOURCES XP_RUBRICS
cd "$work" || exit 1
"$ctl" sample a.xiangping && [ "$("$ctl" rubric list --format csv | grep -c ganjing-renjia)" = 1 ]
report 'a moved program finds its forms and its words' $?
mv opt/apps/files/share/xiangping away
! "$ctl" sample b.xiangping 2>/dev/null
report 'and looks nowhere else' $?
mv away opt/apps/files/share/xiangping

# The type of a book by its name, and by its content without one.
export XDG_DATA_HOME=$work/opt/apps/files/share
if command -v update-mime-database >/dev/null; then
  update-mime-database "$XDG_DATA_HOME/mime" 2>/dev/null
  type_of() { gio info -a standard::content-type "$1" | grep -q 'content-type: application/vnd.xiangping.book'; }
  type_of a.xiangping
  report 'a book is known by its name' $?
  cp a.xiangping without-a-name
  type_of without-a-name
  report 'a book is known by what is in it' $?
  cp "$source/tests/data/rosters/yongsheng-cun.xlsx" list
  ! type_of list
  report 'a list is no book' $?
fi
echo "1..$n"
