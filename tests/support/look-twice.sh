#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test under AddressSanitizer, quickly, and once more where memory was left behind. To know
# by which way each piece of memory was allocated, through libraries without frame pointers, takes up
# to twenty times as long as the test itself. Without that leaks are found all the same, but those
# of a library (lsan.supp) cannot be told from ours. What the second run does not lay to a library is
# ours, and so is what it does not see.
set -uo pipefail

said=$(mktemp -d)
tell () {
  cat "$said/out"
  cat "$said/err" >&2
  rm -rf "$said"
}
trap 'tell; exit 143' TERM INT

run () {
  ASAN_OPTIONS="$ASAN_OPTIONS:$1" LSAN_OPTIONS="$LSAN_OPTIONS:$2" "${@:3}" \
    >"$said/out" 2>"$said/err"
}

has_said () { grep -q "$1" "$said/out" "$said/err"; }

run fast_unwind_on_malloc=1 print_suppressions=0 "$@"
status=$?
if [ "$status" -ne 0 ] && has_said 'LeakSanitizer: detected'; then
  # Ten calls deep name the culprit, and thirty cost twice the time.
  run fast_unwind_on_malloc=0:malloc_context_size=10 print_suppressions=1 "$@"
  status=$?
  if [ "$status" -eq 0 ] && ! has_said 'Suppressions used'; then
    echo 'The first run left memory behind, and the second did not.' >&2
    status=1
  fi
fi
tell
exit "$status"
