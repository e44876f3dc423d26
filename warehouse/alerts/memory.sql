-- make_rules: one row a rule that has been looked at.
create table if not exists rules (rule text primary key, since text not null);

-- make_told: one row a thing that a rule told by a channel.
create table if not exists told (
    rule text not null,
    key text not null,
    channel text not null,
    told_at text not null,
    primary key (rule, key, channel)
);

-- make_reports: one row a report of an event that was told, so that the event is known under another id.
create table if not exists told_reports (
    rule text not null,
    report text not null,
    channel text not null,
    primary key (rule, report, channel)
) without rowid;

-- find_rule: one row if the rule is known.
select rule from rules where rule = ?

-- put_rule: the rule is known from now on.
insert or ignore into rules values (?, ?)

-- told_keys: one row a key that need not be told by a channel any more.
select distinct key from told where rule = ? and channel in (?, ?)

-- told_reports: one row a report of the events among them.
select distinct report from told_reports where rule = ? and channel in (?, ?)

-- put_told: a key was told.
insert or ignore into told values (?, ?, ?, ?)

-- put_report: a report of a told event.
insert or ignore into told_reports values (?, ?, ?)

-- count_told: one row, how many keys were told and when the last.
select count(distinct key), max(told_at) from told where rule = ? and channel <> ?
