-- Paragraphs whose links were taken back, because too many share what they have in common: which copy of them is kept is
-- decided anew when the next run is settled, also where that run has none of their pages.
create table winnow.loosened (
  paragraph_id bigint primary key references winnow.paragraph on delete cascade
);
