-- One row a line that recurs on a publisher's pages.
select * from publisher_profiles order by publisher, line
