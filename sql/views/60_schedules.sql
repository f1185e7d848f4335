-- Schedules, and what each of their firings did.

create or replace view winnow.schedules as
select schedule.name as schedule, schedule.cron, schedule.tz, array_to_string(schedule.command, ' ') as command,
  schedule.overlap, schedule.paused, schedule.folder, schedule.added_at,
  last.due_at as last_due_at, last.state::text as last_state, last.run_id as last_run_id
from winnow.schedule
left join lateral (
  select due_at, state, run_id from winnow.firing
  where schedule_id = schedule.id order by due_at desc, id desc limit 1) last on true;
comment on view winnow.schedules is 'What `winnow work` does by the clock.';
comment on column winnow.schedules.schedule is 'Name of the schedule.';
comment on column winnow.schedules.cron is 'When it is due: minute, hour, day of the month, month, day of the week; with seconds in front when there are six.';
comment on column winnow.schedules.tz is 'Time zone in which that is meant.';
comment on column winnow.schedules.command is 'The winnow command that it gives.';
comment on column winnow.schedules.overlap is 'What it does when the last firing is still going on: skip or wait.';
comment on column winnow.schedules.paused is 'It is not due until it is resumed.';
comment on column winnow.schedules.folder is 'Folder in which the command is given.';
comment on column winnow.schedules.added_at is 'When it was added, or changed by adding it again.';
comment on column winnow.schedules.last_due_at is 'When it was last due.';
comment on column winnow.schedules.last_state is 'What became of that: waiting, started, done, failed or skipped.';
comment on column winnow.schedules.last_run_id is 'The run that it began.';

create or replace view winnow.schedule_firings as
select firing.id as firing_id, firing.name as schedule, array_to_string(firing.command, ' ') as command,
  firing.due_at, firing.by_hand, firing.state::text as state, firing.run_id, run.state::text as run_state,
  firing.detail, firing.started_at, firing.finished_at
from winnow.firing left join winnow.run on run.id = firing.run_id;
comment on view winnow.schedule_firings is 'Each time that a schedule was due or was run by hand, also of schedules that are gone.';
comment on column winnow.schedule_firings.firing_id is 'Number of the firing.';
comment on column winnow.schedule_firings.schedule is 'Name of the schedule.';
comment on column winnow.schedule_firings.command is 'The winnow command that was given.';
comment on column winnow.schedule_firings.due_at is 'When it was due.';
comment on column winnow.schedule_firings.by_hand is 'Somebody asked for it with `winnow schedule run`.';
comment on column winnow.schedule_firings.state is 'waiting: for a worker, or for the firing before it; started; done: the command has ended, its run may go on; failed; skipped.';
comment on column winnow.schedule_firings.run_id is 'The run that it began; null when it began none.';
comment on column winnow.schedule_firings.run_state is 'State of that run.';
comment on column winnow.schedule_firings.detail is 'Why it failed or was skipped.';
comment on column winnow.schedule_firings.started_at is 'When a worker gave the command.';
comment on column winnow.schedule_firings.finished_at is 'When the command had ended.';
