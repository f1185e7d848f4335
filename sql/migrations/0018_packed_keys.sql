-- Entries of the index of near repeats take 5 bytes instead of 9: it is made anew by the end of the next run.
truncate winnow.key_page, winnow.sketch_page;
