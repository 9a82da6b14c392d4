#!/bin/sh
# Makes sure that the C libraries talpa is built on are here, and installs what is missing where apt is.
#
#     Scripts/system-packages.sh          what building and running needs: libedit, ncurses; and librsvg, for .png
#                                         files, if that can be had without asking
#     Scripts/system-packages.sh --tests  and what the tests need: libvterm, for a terminal to test on
#
# Silent and quick when nothing is missing. Speaks on stderr and reads nothing, so that pipes stay whole.
set -eu
exec </dev/null >&2

# macOS brings libedit and ncurses; the tests that need libvterm say that they are left out.
[ "$(uname)" = Linux ] || exit 0

has_header() {
  [ -e "/usr/include/$1" ] || [ -e "/usr/local/include/$1" ] ||
    echo "#include <$1>" | "${CC:-clang}" -E - >/dev/null 2>&1
}

has_library() {
  for folder in /usr/lib /usr/lib64 /usr/local/lib /usr/lib/*-linux-*; do
    [ ! -e "$folder/$1" ] || return 0
  done
  return 1
}

missing=
has_header histedit.h || missing="$missing libedit-dev"
has_header curses.h || missing="$missing libncurses-dev"
if [ "${1-}" = --tests ]; then
  has_header vterm.h || missing="$missing libvterm-dev"
fi

# Without librsvg all but .png files works: then nobody is asked for a password, and nothing fails.
may_ask=yes
if ! has_library librsvg-2.so.2; then
  [ -n "$missing" ] || may_ask=
  missing="$missing librsvg2-2"
fi
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
  [ -n "$may_ask" ] || exit 0
  echo "talpa needs the headers of these libraries (by their Debian names):$missing"
  echo "There is no apt-get here. Install them with this system's own package manager, and run make again."
  exit 1
fi

as_root=
if [ "$(id -u)" != 0 ]; then
  if [ -z "$may_ask" ]; then
    sudo -n true 2>/dev/null || exit 0
  elif ! command -v sudo >/dev/null; then
    echo "talpa needs these packages:$missing"
    echo "Installing them takes root, and there is no sudo here. As root: apt-get install$missing"
    exit 1
  fi
  as_root=sudo
fi

apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@"; }
# shellcheck disable=SC2086 # $missing is a list: it is meant to be split
install_missing() { apt install --yes --no-install-recommends "$@" $missing; }

echo "Installing system packages that are missing:$missing"
# A fresh image has no package lists, and old lists name versions that are gone.
install_missing --simulate >/dev/null 2>&1 || apt update
install_missing || { apt update && install_missing; } || [ -z "$may_ask" ]
