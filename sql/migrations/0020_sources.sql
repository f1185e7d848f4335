-- The first files of a run, which its status shows: without it those of all runs are read for the few of one.
create index source_run on winnow.source (run_id, id);
