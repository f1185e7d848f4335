-- When the first pages of a staged run were shown. Where that was broken off readers see a part of the run: it can be
-- promoted to its end, and no longer be discarded.
alter table winnow.run add column promoting_at timestamptz;
