-- Runs that take some stages alone anew: what each pipeline becomes in them. A page that was made by `base_id`
-- keeps what the other stages said, and its new version is of `pipeline_id`.
create table winnow.renewal (
  run_id bigint not null references winnow.run on delete cascade,
  base_id int not null references winnow.pipeline,
  pipeline_id int not null references winnow.pipeline,
  primary key (run_id, base_id)
);
