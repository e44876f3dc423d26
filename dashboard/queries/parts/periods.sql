-- One row per period of the window.
select unnest(generate_series(
    date_trunc($grain, $window_from::date),
    date_trunc($grain, $window_to::date),
    case $grain
        when 'day' then interval 1 day
        when 'week' then interval 7 days
        when 'month' then interval 1 month
        else interval 1 year
    end
))::date as period
