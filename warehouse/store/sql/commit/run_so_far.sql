-- One row, or none: what the run has committed before.
select * from runs where run_id = $run_id
