-- make_shared: readers do not wait for the writer. Times in all tables are UTC, as ISO 8601 text.
pragma journal_mode = wal

-- make_sources: one row a source of the list: how its visits went.
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
)

-- make_pages: one row a page that a source offered: waiting, fetched or gone.
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
)

-- make_pages_by_state: for what waits.
create index if not exists pages_by_state on pages (state, due_at)

-- make_pages_by_source: for the counts of a source.
create index if not exists pages_by_source on pages (source, state)

-- make_lists: one row a list or sitemap that a source points at.
create table if not exists lists (address text primary key, etag text not null, last_modified text not null)

-- make_hosts: one row a host: its robots.txt, and until when it wants to be left alone.
create table if not exists hosts (host text primary key, robots text, robots_at text, not_before text)

-- make_spools: one row a file of fetched pages that is whole; its pages count as fetched.
create table if not exists spools (name text primary key)

-- make_files: one row a file of a watched folder as it was when the lake took it in.
create table if not exists files (path text primary key, size integer not null, modified integer not null)

-- find_source: one row, how the visits of a source at an address went.
select * from sources where name = ? and address = ?

-- put_source: how the visits of a source went.
insert or replace into sources values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- count_pages: one row a state, with the number of a source's pages.
select state, count(*) from pages where source = ? group by state

-- find_page: one row, a page.
select * from pages where address = ?

-- add_page: a page that nobody knew: address, source, found_at, stamp, told_date, due_at.
insert into pages values (?, ?, ?, ?, ?, 'waiting', 0, 0, ?, '', '', null)

-- ask_again: a page that says it has changed.
update pages set state = 'waiting', stamp = ?, due_at = ?, tries = 0, checks = checks + 1 where address = ?

-- waiting_pages: one row a page whose time has come, those that wait longest first.
select * from pages where state = 'waiting' and due_at <= ? order by found_at, address

-- page_fetched: a page that came, or is as it was.
update pages set state = 'fetched', etag = ?, last_modified = ?, fetched_at = ? where address = ?

-- page_failed: a page that could not be had: waiting for a moment, or gone.
update pages set state = ?, tries = tries + 1, due_at = coalesce(?, due_at) where address = ?

-- page_waits: a page whose host wants to be left alone.
update pages set due_at = ? where address = ?

-- find_list: one row, what a list's server wants to hear again.
select etag, last_modified from lists where address = ?

-- put_list: what a list's server wants to hear again.
insert or replace into lists values (?, ?, ?)

-- find_host: one row, a host.
select * from hosts where host = ?

-- put_host: what is known of a host.
insert or replace into hosts values (?, ?, ?, ?)

-- add_spool: a file that is whole.
insert or ignore into spools values (?)

-- find_spool: one row if the file is whole.
select 1 from spools where name = ?

-- drop_spool: a file that the lake has taken in.
delete from spools where name = ?

-- find_file: one row, a file as the lake took it in.
select size, modified from files where path = ?

-- put_file: a file as the lake took it in.
insert or replace into files values (?, ?, ?)
