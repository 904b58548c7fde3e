#!/bin/sh
# The system packages Qt and Python's virtual environments need on Debian and its relatives.
#
#   scripts/setup.sh offscreen     what the tests and the tour need
#   scripts/setup.sh window        and what a window on a screen needs
#
# Installs what is missing if it runs as root; otherwise it prints the line to run, and fails.
set -eu

needs=${1:-window}
python=${PYTHON:-python3}
libraries=$( (ldconfig -p || /sbin/ldconfig -p) 2>/dev/null || true)
missing=""

want() {  # library, package that brings it
    case "$libraries" in
        *"$1"*) ;;
        *) missing="$missing $2" ;;
    esac
}

if [ -z "$python" ]; then
    missing="$missing python3 python3-venv"
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Peer Journal needs Python 3.11 or newer; please name it: make PYTHON=/path/to/python3.11" >&2
    exit 1
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null && [ ! -x .venv/bin/python ]; then
    missing="$missing python3-venv"
fi

if [ "$(uname -s)" = Linux ]; then
    want libGL.so.1 libgl1
    want libEGL.so.1 libegl1
    want libglib-2.0.so.0 libglib2.0-0
    want libxkbcommon.so.0 libxkbcommon0
    want libfontconfig.so.1 libfontconfig1
    want libdbus-1.so.3 libdbus-1-3
    if [ "$needs" = window ]; then
        want libxcb-cursor.so.0 libxcb-cursor0
        want libxkbcommon-x11.so.0 libxkbcommon-x11-0
        want libxcb-icccm.so.4 libxcb-icccm4
        want libxcb-keysyms.so.1 libxcb-keysyms1
        want libxcb-shape.so.0 libxcb-shape0
        want libwayland-cursor.so.0 libwayland-cursor0
    fi
    # The bundled font has no letters of East Asia; on screen and on paper they come from one of the system.
    if [ -z "$(fc-list :lang=ja family 2>/dev/null || true)" ]; then
        missing="$missing fontconfig fonts-droid-fallback"
    fi
fi

[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Peer Journal needs these libraries, under their Debian names; please install them:$missing" >&2
    exit 1
fi
if [ "$(id -u)" != 0 ]; then
    echo "Some system packages are missing. Please run this line, then make again:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# The list is split into words on purpose.
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing
