import { isLetters } from './visible.ts';

/** SQL: senses of touched forms, each with the smallest key of all that it is joined with by shared forms. */
export const SETS = `
  walk (id, other) as (
    select sense_id, sense_id from touched_form join winnow.alias using (form)
    union
    select walk.id, case when first_id = other then second_id else first_id end
    from walk join winnow.merge on reason = 'shared forms' and applied and (first_id = other or second_id = other)),
  sets as (
    select walk.id, min(key collate "C") as set from walk join winnow.sense on sense.id = other group by walk.id)`;

/** The forms of all senses that a touched one is joined with by shared forms: their rivals may have changed. */
export const WIDEN = `
  with recursive walk (id) as (
    select sense.id from winnow.sense join stale using (block) where label like 'n:%'
    union
    select case when first_id = walk.id then second_id else first_id end
    from walk join winnow.merge on reason = 'shared forms' and applied and (first_id = walk.id or second_id = walk.id))
  insert into touched_form select distinct form from walk join winnow.alias on sense_id = walk.id on conflict do nothing`;

export const FORGET_SHARED = `
  with gone as (
    delete from winnow.merge using winnow.sense, stale
    where reason = 'shared forms' and sense.id in (first_id, second_id) and sense.block = stale.block
    returning first_id, second_id)
  insert into touched_entity
  select distinct entity_id from gone join winnow.sense on sense.id in (first_id, second_id)
  where entity_id is not null on conflict do nothing`;

/** Two full names that articles shorten in the same two ways ("MEK" and "PMOI") are one. */
export const SHARED_FORMS = `
  with specific as (
    select sense.id, form from touched_form join winnow.alias using (form) join winnow.sense on sense.id = sense_id
    where label like 'n:%' and (${isLetters('form')} or form like '% %')),
  pairs as (
    select one.id as first_id, other.id as second_id, count(*) as shared,
      string_agg(one.form, ', ' order by one.form collate "C") as forms
    from specific one join specific other on other.form = one.form and other.id > one.id
    group by one.id, other.id having count(*) > 1)
  insert into winnow.merge (first_id, second_id, reason, detail, score, applied)
  select first_id, second_id, 'shared forms', left(forms, 200), 1 - 1 / (shared + 1.0), first.compartment = second.compartment
  from pairs join winnow.sense as first on first.id = first_id join winnow.sense as second on second.id = second_id
  where first.label <> second.label
  on conflict do nothing`;
