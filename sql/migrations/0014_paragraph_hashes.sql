-- One index of both hashes of a paragraph instead of one for each: hashes fall anywhere in an index, so that each costs a
-- page for every paragraph, in memory and in the log.
create unique index paragraph_hashes on winnow.paragraph (normal_hash, text_hash);
alter table winnow.paragraph drop constraint paragraph_text_hash_key;
drop index winnow.paragraph_normal;
