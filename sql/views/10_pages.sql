-- Pages, runs and failures. Views are made anew whenever this file changes; columns are only ever added, at the end.

create or replace view winnow.pages as
select page.id as page_id, page.url, site.host, site.domain, page.media_type::text as media_type,
  refinement.outcome::text as outcome, refinement.code, refinement.page_type::text as page_type,
  refinement.language, refinement.charset, page.fetched_at, page.last_fetched_at,
  page.latest, kept.url as duplicate_of, content.size as bytes,
  (select count(*) from winnow.article where refinement_id = refinement.id) as articles,
  (select count(*) from winnow.block where refinement_id = refinement.id) as blocks,
  encode(page.content_hash, 'hex') as content_sha256, pipeline.version as pipeline,
  refinement.run_id, page.seen_at,
  (select min(name || coalesce('#' || record, '')) from winnow.run_page join winnow.source on source.id = source_id
   where run_page.page_id = page.id) as source
from winnow.page
join winnow.content on content.hash = page.content_hash
left join winnow.site on site.id = page.site_id
left join winnow.page kept on kept.id = page.duplicate_of
left join winnow.refinement on refinement.page_id = page.id and refinement.current
left join winnow.pipeline on pipeline.id = refinement.pipeline_id;
comment on view winnow.pages is 'Every page that was ever read: one row for one address and one content.';
comment on column winnow.pages.page_id is 'Number of the page in this database; it means nothing in another.';
comment on column winnow.pages.url is 'Address as the source gave it; null for a page without one.';
comment on column winnow.pages.host is 'Host name of the address.';
comment on column winnow.pages.domain is 'Registrable domain of the address, by the public suffix list.';
comment on column winnow.pages.media_type is 'text/html or text/plain.';
comment on column winnow.pages.outcome is 'How refining ended: loaded, empty, rejected or failed; null until the page has been refined.';
comment on column winnow.pages.code is 'Error code of a rejected or failed page.';
comment on column winnow.pages.page_type is 'article, listing, forum, product, documentation, service, collection or other.';
comment on column winnow.pages.language is 'Main language of the page, ISO 639-1.';
comment on column winnow.pages.charset is 'Character set the bytes were decoded with.';
comment on column winnow.pages.fetched_at is 'Earliest known time of crawling.';
comment on column winnow.pages.last_fetched_at is 'Latest known time of crawling with this content.';
comment on column winnow.pages.latest is 'No newer content of the same address is known.';
comment on column winnow.pages.duplicate_of is 'Address of the page that is kept among those with the same bytes; null for the kept one.';
comment on column winnow.pages.bytes is 'Size of the page as read.';
comment on column winnow.pages.articles is 'Articles found on the page.';
comment on column winnow.pages.blocks is 'Blocks stored for the page, kept or not.';
comment on column winnow.pages.content_sha256 is 'SHA-256 of the bytes as read, in hex.';
comment on column winnow.pages.pipeline is 'Version of the pipeline that the rows come from.';
comment on column winnow.pages.run_id is 'Run that refined the page.';
comment on column winnow.pages.source is 'File (and #record inside it) that the page was read from; the first by name when there are several.';
comment on column winnow.pages.seen_at is 'Start of the run that first read the page.';

create or replace view winnow.runs as
select run.id as run_id, run.kind,
  case when run.cancelled_at is not null then 'cancelled' else run.state::text end as state,
  pipeline.version as pipeline,
  count(run_page.position) as pages,
  count(*) filter (where outcome = 'loaded') as loaded,
  count(*) filter (where outcome = 'unchanged') as unchanged,
  count(*) filter (where outcome = 'duplicate') as duplicate,
  count(*) filter (where outcome = 'empty') as empty,
  count(*) filter (where outcome = 'rejected') as rejected,
  count(*) filter (where outcome = 'failed') as failed,
  count(run_page.position) filter (where outcome is null) as pending,
  run.skipped, run.started_at, run.read_at, run.finished_at, run.staging::text as staging, run.paused, run.priority,
  run.cancelled_at
from winnow.run
join winnow.pipeline on pipeline.id = run.pipeline_id
left join winnow.run_page on run_page.run_id = run.id
left join winnow.outcome on outcome.run_id = run.id and outcome.position = run_page.position
group by run.id, pipeline.version;
comment on view winnow.runs is 'Every ingest and reprocess with its totals: pages = loaded + unchanged + duplicate + empty + rejected + failed + pending.';
comment on column winnow.runs.run_id is 'Number of the run.';
comment on column winnow.runs.kind is 'ingest or reprocess.';
comment on column winnow.runs.state is 'reading: sources are being read; running: pages are being refined; settling: repeats and duplicates are being decided; done; cancelled: ended before its time; failed.';
comment on column winnow.runs.pipeline is 'Version of the pipeline, with a hash of its options.';
comment on column winnow.runs.pages is 'Records that are, or should have been, pages.';
comment on column winnow.runs.loaded is 'Pages whose rows this run wrote.';
comment on column winnow.runs.unchanged is 'Pages that were there already with the same bytes and pipeline.';
comment on column winnow.runs.duplicate is 'Pages that another page of the same bytes stands for.';
comment on column winnow.runs.empty is 'Pages without an article.';
comment on column winnow.runs.rejected is 'Pages that Winnow does not take; see the code of the outcome.';
comment on column winnow.runs.failed is 'Pages that failed; see winnow.failures.';
comment on column winnow.runs.pending is 'Pages without an outcome: still to come, or left out when the run was cancelled.';
comment on column winnow.runs.skipped is 'Records that are not pages (requests, images …), counted by reason.';
comment on column winnow.runs.started_at is 'When the run began.';
comment on column winnow.runs.read_at is 'When the last record had been read.';
comment on column winnow.runs.finished_at is 'When the last page had ended and the run was settled.';
comment on column winnow.runs.staging is 'direct: readers see each page as it is loaded; staged: not before the run is promoted; promoted; discarded.';
comment on column winnow.runs.paused is 'Its pages wait until it is resumed.';
comment on column winnow.runs.priority is '-10 to 10: runs of a higher one come first.';
comment on column winnow.runs.cancelled_at is 'When it was cancelled.';

create or replace view winnow.outcomes as
select run_page.run_id, run_page.position, source.name as source, run_page.record, run_page.record_id,
  page.url, outcome.outcome::text as outcome, outcome.stage, outcome.code, run_page.page_id
from winnow.run_page
join winnow.source on source.id = run_page.source_id
left join winnow.page on page.id = run_page.page_id
left join winnow.outcome on outcome.run_id = run_page.run_id and outcome.position = run_page.position;
comment on view winnow.outcomes is 'What became of each record of each run: exactly one row for one record.';
comment on column winnow.outcomes.run_id is 'Number of the run.';
comment on column winnow.outcomes.position is 'Place of the record in the run, from 0.';
comment on column winnow.outcomes.source is 'File or stream, as the user named it.';
comment on column winnow.outcomes.record is 'Byte offset (WARC, WET) or line (JSONL) of the record; null when the file is the page.';
comment on column winnow.outcomes.record_id is 'The record''s own id.';
comment on column winnow.outcomes.url is 'Address of the page; null for a broken record.';
comment on column winnow.outcomes.outcome is 'loaded, unchanged, duplicate, empty, rejected or failed; null while pending.';
comment on column winnow.outcomes.stage is 'Stage that rejected or failed the page.';
comment on column winnow.outcomes.code is 'Error code of a rejected or failed page.';
comment on column winnow.outcomes.page_id is 'The page; null for a broken record.';

create or replace view winnow.failures as
select failure.run_id, failure.position, failure.stage, failure.code, failure.detail,
  source.name as source, run_page.record, page.url, failure.state::text as state, failure.failed_at,
  run_page.page_id, site.host, pipeline.version as pipeline,
  concat_ws('/', failure.code, failure.stage, coalesce(site.host, '-')) as fingerprint
from winnow.failure
join winnow.run_page using (run_id, position)
join winnow.source on source.id = run_page.source_id
join winnow.run on run.id = failure.run_id
left join winnow.outcome on outcome.run_id = failure.run_id and outcome.position = failure.position
left join winnow.refinement on refinement.id = outcome.refinement_id
join winnow.pipeline on pipeline.id = coalesce(refinement.pipeline_id, run.pipeline_id)
left join winnow.page on page.id = run_page.page_id
left join winnow.site on site.id = page.site_id;
comment on view winnow.failures is 'Pages that failed, with where they came from and why.';
comment on column winnow.failures.run_id is 'Run in which the page failed.';
comment on column winnow.failures.position is 'Place of the record in the run.';
comment on column winnow.failures.stage is 'Stage that failed: read, decode, clean, split, describe, entities, dedupe or load.';
comment on column winnow.failures.code is 'Error code; the list is in docs/errors.md.';
comment on column winnow.failures.detail is 'What went wrong, in words; never text of the page.';
comment on column winnow.failures.source is 'File or stream, as the user named it.';
comment on column winnow.failures.record is 'Byte offset or line of the record inside the source.';
comment on column winnow.failures.url is 'Address of the page; null for a broken record.';
comment on column winnow.failures.state is 'open, retried or dismissed.';
comment on column winnow.failures.failed_at is 'When it failed.';
comment on column winnow.failures.page_id is 'The page; null for a broken record.';
comment on column winnow.failures.host is 'Host name of the page.';
comment on column winnow.failures.pipeline is 'Version of the pipeline that the page failed with.';
comment on column winnow.failures.fingerprint is 'code/stage/host: failures that are alike; - stands for no host.';
