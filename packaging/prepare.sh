# Sourced by run, test and bench: makes .venv and sees to what the system lacks. Needs bash; sets $python.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Debian and Ubuntu package for each shared library that Qt's window needs.
declare -A library_package=(
    [libEGL.so.1]=libegl1 [libGL.so.1]=libgl1 [libxkbcommon.so.0]=libxkbcommon0 [libxkbcommon-x11.so.0]=libxkbcommon-x11-0
    [libfontconfig.so.1]=libfontconfig1 [libdbus-1.so.3]=libdbus-1-3 [libxcb-cursor.so.0]=libxcb-cursor0
    [libxcb-icccm.so.4]=libxcb-icccm4 [libxcb-keysyms.so.1]=libxcb-keysyms1 [libxcb-shape.so.0]=libxcb-shape0
    [libxcb-render-util.so.0]=libxcb-render-util0 [libxcb-image.so.0]=libxcb-image0 [libxcb-xkb.so.1]=libxcb-xkb1
    [libglib-2.0.so.0]=libglib2.0-0
)

say() { printf '%s\n' "$*" >&2; }

# install_packages NAME…: with apt when root, otherwise says the exact command and stops.
install_packages() {
    [ $# -gt 0 ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing what the system lacks: $*"
        export DEBIAN_FRONTEND=noninteractive
        apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 ||
            { apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends "$@" >/dev/null; }
    elif command -v apt-get >/dev/null; then
        say "CarerDesk needs some system packages first. Run this, then try again:"
        say "  sudo apt-get install $*"
        exit 2
    else
        say "CarerDesk needs what Debian calls: $*. Install it with your system's package manager, then try again."
        exit 2
    fi
}

missing_libraries() {
    local known library
    known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p)
    for library in "${!library_package[@]}"; do
        case $known in *"$library"*) ;; *) printf '%s\n' "${library_package[$library]}" ;; esac
    done
}

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
}

system_python() {
    local name
    name=$(find_python)
    if [ -z "$name" ]; then
        install_packages python3 python3-venv
        name=$(find_python)
        [ -n "$name" ] || { say "CarerDesk needs Python 3.11 or newer."; exit 2; }
    fi
    if ! "$name" -c 'import ensurepip, venv' 2>/dev/null; then
        install_packages "$("$name" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')"
    fi
    printf '%s\n' "$name"
}

# prepare EXTRA: an up-to-date .venv with the package in it; EXTRA is "" or "[test]". Quick when nothing changed.
prepare() {
    local extra=$1 stamp=.venv/installed${1//[^a-z]/} wanted base lacking
    mapfile -t lacking < <(missing_libraries)
    install_packages "${lacking[@]}"
    python=$root/.venv/bin/python
    wanted=$(cat pyproject.toml packaging/prepare.sh | sha256sum)
    if [ -x "$python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$root $wanted" ]; then return 0; fi
    if ! "$python" -c 'import sys' 2>/dev/null; then
        base=$(system_python)
        say "Making CarerDesk's own Python (.venv); this takes a minute the first time."
        rm -rf .venv
        "$base" -m venv .venv
    fi
    "$python" -m pip install -q --disable-pip-version-check -e ".$extra" 2> >(grep -v '^WARNING: Location' >&2)
    printf '%s' "$root $wanted" >"$stamp"
}
