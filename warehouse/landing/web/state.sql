-- What is remembered of fetching. Times are UTC, as ISO 8601 text.
pragma journal_mode = wal;

-- One row a source of the list: how its visits went.
create table if not exists sources (
    name text primary key,
    address text not null,
    moved_to text not null,
    etag text not null,
    last_modified text not null,
    interval real not null,
    score real not null,
    due_at text,
    tried_at text,
    well_at text,
    new_at text,
    trouble text not null
);

-- One row a page that a source offered: waiting, fetched or gone.
create table if not exists pages (
    address text primary key,
    source text not null,
    found_at text not null,
    stamp text,
    told_date text,
    state text not null,
    tries integer not null,
    checks integer not null,
    due_at text not null,
    etag text not null,
    last_modified text not null,
    fetched_at text
);
create index if not exists pages_by_state on pages (state, due_at);
create index if not exists pages_by_source on pages (source, state);

-- One row a list or sitemap that a source points at.
create table if not exists lists (address text primary key, etag text not null, last_modified text not null);

-- One row a host: its robots.txt, and until when it wants to be left alone.
create table if not exists hosts (host text primary key, robots text, robots_at text, not_before text);

-- One row a file of fetched pages that is whole; its pages count as fetched.
create table if not exists spools (name text primary key);

-- One row a file of a watched folder as it was when the lake took it in.
create table if not exists files (path text primary key, size integer not null, modified integer not null);
