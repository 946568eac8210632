#!/bin/sh
# Makes .venv and installs into it: `environment.sh run` what a desk needs, `environment.sh development` also what tests
# and lint need. A second call finds its stamp and takes no time; a changed pyproject.toml or a moved folder installs again.
# Plain sh, and Python of any age is only asked for its version, so that an old one gets a sentence and not a traceback.
set -eu
cd "$(dirname "$0")/.."
part=${1:-run}
venv=.venv

recent='import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)'

find_python() {
    for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        # A name may be a shim for a version that is not there, so it must run.
        if command -v "$name" >/dev/null 2>&1 && "$name" -c "$recent" >/dev/null 2>&1; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

stop() {
    echo "$1" >&2
    exit 1
}

what_is_wanted() {
    case $part in
        run) echo "." ;;
        development) echo ".[development]" ;;
        *) stop "environment.sh knows run and development, not $part." ;;
    esac
}

stamp_text() {
    echo "$PWD"
    cksum < pyproject.toml
}

is_done() {
    [ -x $venv/bin/python ] && $venv/bin/python -c "$recent" 2>/dev/null || return 1
    for name in "$part" development; do
        [ -f "$venv/installed-$name" ] && [ "$(cat "$venv/installed-$name")" = "$(stamp_text)" ] && return 0
    done
    return 1
}

make_venv() {
    python=$(find_python) || stop "Gender Desk needs Python 3.11 or later; here is $(python3 -V 2>/dev/null || echo none). \
Install one (Debian, Ubuntu: sudo apt install python3 python3-venv; Fedora: sudo dnf install python3.12; \
macOS: brew install python@3.12), or name yours: make demo PYTHON=/path/to/python3"
    "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 || stop "$("$python" -V) has no venv module. \
Type: sudo apt install python3-venv   (Fedora and others: the python3-pip package), then the same command again."
    rm -rf $venv
    "$python" -m venv $venv || stop "The environment $PWD/$venv could not be made; the lines above say why."
}

install() {
    echo "Installing into $venv (one or two minutes the first time) ..."
    $venv/bin/python -m pip install --disable-pip-version-check --no-input --quiet --editable "$(what_is_wanted)" \
        >$venv/install.log 2>&1 && return 0
    if grep -qiE "resolution|unreachable|connection|timed out|no matching distribution" $venv/install.log; then
        stop "The package index could not be reached. Connect this machine to the network (a proxy is named by \
HTTPS_PROXY, a mirror by PIP_INDEX_URL), then type the same command again; the whole log is $PWD/$venv/install.log."
    fi
    tail -n 15 $venv/install.log >&2
    stop "The packages could not be installed; the lines above say why (whole log: $PWD/$venv/install.log). \
Then type the same command again."
}

is_done && exit 0
[ -w . ] || stop "$PWD cannot be written by $(id -un). Copy it to a folder of your own (cp -r \"$PWD\" ~/genderdesk) and \
type the command there, or use the user who owns it."
# A folder that was moved keeps the old place in its scripts, so it is made anew.
if [ -x $venv/bin/python ] && $venv/bin/python -c "$recent" 2>/dev/null &&
    { [ ! -f $venv/made-in ] || [ "$(cat $venv/made-in)" = "$PWD" ]; } && $venv/bin/python -m pip -V >/dev/null 2>&1; then
    rm -f $venv/installed-*
else
    make_venv
fi
echo "$PWD" > $venv/made-in
install
stamp_text > "$venv/installed-$part"
