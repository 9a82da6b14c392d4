#!/bin/sh
# Writes talpa's shell completions where each shell looks for them.
#
#     PREFIX=/usr/local DESTDIR= Scripts/install-completions.sh BINARY
set -eu

binary=$1
share="${DESTDIR-}${PREFIX:-/usr/local}/share"

write() {
  mkdir -p "$(dirname "$share/$2")"
  "$binary" --generate-completion-script "$1" >"$share/$2"
}

write bash bash-completion/completions/talpa
write zsh zsh/site-functions/_talpa
write fish fish/vendor_completions.d/talpa.fish
