#!/bin/sh
# Makes requirements-dev.lock anew: the newest versions that pyproject.toml allows, from a clean environment.
set -eu

cd "$(dirname "$0")/.."
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
"${PYTHON:-python3.11}" -m venv "$fresh"
"$fresh/bin/pip" install --quiet --disable-pip-version-check -e '.[dev]'
# What builds the package, so that installing it from this tree fetches nothing that is not listed here.
"$fresh/bin/pip" install --quiet --disable-pip-version-check 'hatchling>=1.27' editables
{
    echo "# Exact versions for development, from a clean environment with Python 3.11: scripts/lock.sh makes it anew."
    "$fresh/bin/pip" freeze --exclude-editable --disable-pip-version-check
} > requirements-dev.lock
