#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of each state of the workstation: in English and Chinese, light and dark, on a small and
# a larger screen.
#   take-all.sh BUILD FOLDER [LANGUAGE SCHEME SIZE [GROUP…]]
# such as zh_CN prefer-dark 1280x800 for one of them, and for some states only: sheet held
# A size with @2 after it, as 1280x800@2, is taken with text at 200 %.
set -euo pipefail

[ $# -ge 2 ] || { echo 'usage: take-all.sh BUILD FOLDER [LANGUAGE SCHEME SIZE [GROUP…]]' >&2; exit 2; }
build=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
shift 2

# Nothing is remembered from one run to the next, and nothing of whoever runs this is touched.
take () {
  local language=$1 scheme=$2 size=$3 scale=1 home status=0
  shift 3
  [[ $size != *@* ]] || scale=${size#*@}
  home=$(mktemp -d)
  env -u WAYLAND_DISPLAY xvfb-run -a -s "-screen 0 ${size%@*}x24 -noreset" \
    env DZ_TEXT_SCALE="$scale" LC_ALL=C.UTF-8 LANGUAGE="$language" ADW_DEBUG_COLOR_SCHEME="$scheme" \
    XDG_DATA_HOME="$home" XDG_STATE_HOME="$home" XDG_CONFIG_HOME="$home" \
    DBUS_SESSION_BUS_ADDRESS=disabled: GSETTINGS_BACKEND=memory GIO_USE_VFS=local \
    GIO_USE_PROXY_RESOLVER=dummy GSETTINGS_SCHEMA_DIR="$build/data" GDK_BACKEND=x11 \
    GSK_RENDERER=cairo GTK_A11Y=none DZ_SERVICE="$build/duizhao-service" \
    DZ_CTL="$build/duizhaoctl" DZ_EXAMINER="$build/duizhao-examiner" \
    "$build/tests/screens/take-screens" "$out/$language-$scheme-$size" "$@" ||
    status=$?
  rm -rf "$home"
  return "$status"
}

if [ $# -ge 3 ]; then
  take "$@"
  exit
fi
for size in 1280x800 1600x1000 1280x800@2; do
  for scheme in default prefer-dark; do
    for language in en zh_CN; do
      take "$language" "$scheme" "$size"
    done
  done
done
