#!/bin/sh
# Makes .venv with a Python of 3.11 or later. make calls it when .venv is missing or broken;
# PYTHON=/path/to/python chooses another interpreter.
set -eu

python=
for name in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or later is needed and was not found." >&2
    echo "Install it, or name it: make PYTHON=/path/to/python3.11 …" >&2
    exit 1
fi

# Debian keeps the half of venv that installs pip in a package of its own.
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "$python cannot make environments yet: installing $package …"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
    else
        echo "$python cannot make environments: its venv module is not complete." >&2
        echo "On Debian or Ubuntu: sudo apt-get install $package   then run make again." >&2
        exit 1
    fi
fi

"$python" -m venv --clear .venv
