-- How likely the day of publication is right. Double precision, so that .9 is .9 to whoever asks for it.
alter table winnow.article
  add column published_confidence double precision;     -- 0 to 1; null without a date, or from an earlier pipeline
