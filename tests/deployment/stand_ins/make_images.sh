#!/bin/sh
# Images under the names that the Dockerfile and docker-compose.yml use, made from Debian's packages alone, for a machine
# whose Docker engine reaches no registry of images. Then `make compose-test` runs as it does elsewhere.
#
#     tests/deployment/stand_ins/make_images.sh [MIRROR]       as root, with debootstrap and a running Docker engine
#
# The base is Debian 12, whose Python is 3.11; the catalog is Debian's PostgreSQL 15 behind a start script that takes
# the official image's variables; the store is SeaweedFS itself, from the package that the tests use.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
export DOCKER_BUILDKIT=0

if ! docker image inspect debian-python:3.11 >/dev/null 2>&1; then
    debootstrap --variant=minbase --include=python3,python3-venv,python3-pip,ca-certificates,wget \
        bookworm "$root/system" ${1:+"$1"}
    tar -C "$root/system" -c . | docker import - debian-python:3.11
fi
mkdir "$root/base"
cp "$here/python.Dockerfile" "$root/base/Dockerfile"
# The authorities that this machine trusts, so that pip is answered inside as it is outside.
cp /etc/ssl/certs/ca-certificates.crt "$root/base/"
docker build --tag python:3.11-slim "$root/base"

image() { python3 - "$1" <<'PY'
import re, sys
from pathlib import Path
print(re.search(rf"^  {sys.argv[1]}:.*?image: (\S+)", Path("docker-compose.yml").read_text(), re.M | re.S).group(1))
PY
}
cd "$here/../../.."
docker build --tag "$(image catalog)" --file "$here/postgres.Dockerfile" "$here"
docker build --tag "$(image store)" --file "$here/store.Dockerfile" "$here"
