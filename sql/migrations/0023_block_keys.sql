-- A block costs as much to check as to write, and there are hundreds on a page. What it points at cannot go: a rule is
-- never removed, and a paragraph only while nobody loads and after no block was found that needs it.
alter table winnow.block drop constraint block_rule_id_fkey;
alter table winnow.block drop constraint block_paragraph_id_fkey;
