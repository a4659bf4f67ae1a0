#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test that presses the keys of a whole display on one of its own, with a session bus of its
# own, so that several such tests run side by side and none types into somebody's windows. What the
# services of the bus have to say is no part of what the test says.
exec 3>&1 >&2
exec env -u WAYLAND_DISPLAY dbus-run-session -- \
  xvfb-run -a -s '-screen 0 1920x1080x24 -noreset' \
  bash -c 'exec "$@" >&3 3>&-' bash "$@"
