-- Near repeats find each other by other windows of the text: keys and links are made anew by the sweep at the end of the
-- next run.
truncate winnow.fingerprint, winnow.common_key, winnow.link;
insert into winnow.unlinked select id from winnow.paragraph on conflict do nothing;
