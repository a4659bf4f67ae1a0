#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test that presses the keys of a whole display on one of its own, with a session bus and a
# folder for sockets of its own, so that several such tests run side by side and none types into
# somebody's windows. What the services of the bus have to say is no part of what the test says.
#
# Of all that buses start on demand, this one knows what screen readers need and nothing else. The
# desktop's portals would be started before the first window, only to fail; and where two buses
# mount the portal's folder at one place, everybody waits 25 s for an answer, again and again.
set -uo pipefail

bus=$(mktemp -d)
trap 'rm -rf "$bus"' EXIT
trap 'exit 143' TERM INT

list_services () {
  local folders folder
  IFS=: read -ra folders <<<"${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
  for folder in "${folders[@]}"; do
    cp "$folder/dbus-1/services/org.a11y.Bus.service" "$1" 2>/dev/null && return
  done
}

mkdir "$bus/services" "$bus/run"
chmod 700 "$bus/run"
list_services "$bus/services"
cat >"$bus/session.conf" <<END
<busconfig>
  <type>session</type>
  <listen>unix:dir=$bus</listen>
  <auth>EXTERNAL</auth>
  <servicedir>$bus/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END

exec 3>&1 >&2
env -u WAYLAND_DISPLAY XDG_RUNTIME_DIR="$bus/run" \
  dbus-run-session --config-file="$bus/session.conf" -- \
  xvfb-run -a -s '-screen 0 1920x1080x24 -noreset' \
  bash -c 'exec "$@" >&3 3>&-' bash "$@"
