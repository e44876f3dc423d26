#!/bin/sh
# How the store's container starts: two keys, one that writes and one that can only read, then the server, and the
# bucket once the server answers. The secrets live in the container's environment and memory alone.
set -eu

: "${STORE_PASSWORD:?Set STORE_PASSWORD in .env, see .env.example}"
: "${STORE_READER_PASSWORD:?Set STORE_READER_PASSWORD in .env, see .env.example}"

quoted() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }

cat > /tmp/keys.json <<JSON
{"identities": [
  {"name": "wirelake", "actions": ["Admin", "Read", "Write", "List", "Tagging"],
   "credentials": [{"accessKey": "wirelake", "secretKey": "$(quoted "$STORE_PASSWORD")"}]},
  {"name": "reader", "actions": ["Read:lake", "List:lake"],
   "credentials": [{"accessKey": "reader", "secretKey": "$(quoted "$STORE_READER_PASSWORD")"}]}
]}
JSON

# The shell says "done" of what failed too: the bucket's folder is asked for instead, as the health check does.
bucket=http://127.0.0.1:8888/buckets/lake/
(
    until wget -q -O /dev/null "$bucket"; do
        sleep 2
        echo "s3.bucket.create -name lake" | weed shell >/dev/null 2>&1 || true
    done
) &

exec weed server -dir=/data -ip=store -ip.bind=0.0.0.0 -filer -s3 -s3.config=/tmp/keys.json \
    -s3.port.iceberg=0 -s3.port.lance=0 -volume.max=0 -master.volumeSizeLimitMB=1024
