FROM python:3.11-slim
RUN apt-get update && apt-get install -y --no-install-recommends postgresql && rm -rf /var/lib/apt/lists/*
ENV PATH=/usr/lib/postgresql/15/bin:$PATH PGDATA=/var/lib/postgresql/data
COPY postgres.sh /postgres.sh
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["sh", "/postgres.sh"]
