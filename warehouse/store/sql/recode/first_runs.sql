-- One row a version of the coder of `asked` (coder_version): when it was first run on this lake.
select coder_version, min(started_at) as first_at from runs semi join asked using (coder_version) group by all
