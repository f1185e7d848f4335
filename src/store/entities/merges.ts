import type { Queryable } from '../database.ts';
import { FORGET_SHARED, SETS, SHARED_FORMS, WIDEN } from './shared-forms.ts';
import { isLetters, SHOWN_ARTICLES } from './visible.ts';

/** A form stands for a longer name when this share of the articles that spell out some name for it agree. */
const AGREEING_SHARE = 0.8;

/**
 * From these scores on a merge is applied. Letters that a name's words spell, and names of several words, are seldom
 * two things; other short forms ("Congress", "Hilton") often are.
 */
const ENOUGH_WHEN_SPECIFIC = 0.6;
const ENOUGH = 0.74;

/** Where one kind of name is so much rarer than the other, it is a slip of the tagger. */
const SLIP = 0.2;

/** What may have been merged before may not be now: the entities at both ends are looked at again. */
const FORGET = `
  with gone as (
    delete from winnow.merge using touched_form
    where reason in ('alias', 'acronym', 'slip') and detail = form returning first_id, second_id)
  insert into touched_entity
  select distinct entity_id from gone join winnow.sense on sense.id in (first_id, second_id)
  where entity_id is not null on conflict do nothing`;

/** SQL: whether a label names the country, null for no country. */
const ownCountry = (label: string, country: string): string =>
  `strpos(${label}, ${country}) > 0 or ${country} = 'united state' and ${label} ~ '^n:us '`;

/**
 * "NCRI" alone in one article is what other articles introduce as "National Council of Resistance of Iran (NCRI)",
 * when they agree. The score is the share that agrees, the less the fewer they are: share * (1 - 1 / (n + 2)).
 */
const SHORT_FORMS = `
  with recursive ${SETS},
  said as (
    select form, set, sum(alias.articles) as articles, min(sense.key collate "C") as first_key
    from touched_form join winnow.alias using (form) join winnow.sense on sense.id = sense_id join sets on sets.id = sense.id
    where label like 'n:%' and sense.name <> form group by form, set),
  long as (
    select distinct on (form) form, first_key, articles,
      articles::float8 / sum(articles) over (partition by form) as share
    from said order by form, articles desc, set),
  pairs as (
    select form, long.articles, share, whole.id as long_id, short.id as short_id,
      ${isLetters('form')} and lower(whole.name) ~
        ('^' || regexp_replace(regexp_replace(lower(form), '[^[:alnum:]]', '', 'g'), '(.)', '\\1.*', 'g')) as spelled,
      form like '% %' and strpos(lower(whole.name), lower(form)) = 0 as other_name,
      whole.compartment = short.compartment as together, short.articles <= long.articles as seldom_alone
    from long join winnow.sense as whole on whole.key = first_key
    join winnow.sense as short on short.name = form and short.label like 'n:%' and short.label <> whole.label
    -- A "Supreme Court" whose country is known is no other country's.
    where coalesce(${ownCountry('whole.label', `substring(short.key from '\\|n:(.*)$')`)}, true)),
  judged as (select *, share * (1 - 1 / (articles + 2.0)) as score from pairs)
  insert into winnow.merge (first_id, second_id, reason, detail, score, applied)
  select least(long_id, short_id), greatest(long_id, short_id), case when spelled then 'acronym' else 'alias' end,
    form, score,
    together and share >= $1::float8
      and case when spelled or other_name then score >= $2::float8 else score >= $3::float8 and seldom_alone end
  from judged on conflict do nothing`;

/** "Canon" tagged as a person once, and as a body in many articles, or the other way round. Places are left alone. */
const SLIPS = `
  with named as (
    select form, sense.id, key, left(label, 2) as kind, alias.articles, sense.name = form as bare, compartment
    from touched_form join winnow.alias using (form) join winnow.sense on sense.id = sense_id
    where form not like '% %' and sense.type <> 'place'),
  kinds as (
    select form, kind, sum(articles) as articles,
      (array_agg(id order by articles desc, key collate "C"))[1] as main, max(articles) as most
    from named group by form, kind),
  slips as (
    select rare.form, rare.kind, common.main, rare.articles / common.articles as part
    from kinds rare join kinds common on common.form = rare.form and common.kind <> rare.kind
    where rare.articles <= $2::float8 * common.articles and common.most >= $1::float8 * common.articles)
  insert into winnow.merge (first_id, second_id, reason, detail, score, applied)
  select least(main, named.id), greatest(main, named.id), 'slip', named.form, 1 - part,
    named.compartment = (select compartment from winnow.sense where id = main)
  from slips join named on named.form = slips.form and named.kind = slips.kind and bare
  on conflict do nothing`;

const UNLISTED = `
  with gone as (
    delete from winnow.merge using winnow.sense as first, winnow.sense as second
    where reason = 'gazetteer' and first.id = first_id and second.id = second_id
      and (first.entry_key is distinct from detail or second.entry_key is distinct from detail)
    returning first_id, second_id)
  insert into touched_entity
  select distinct entity_id from gone join winnow.sense on sense.id in (first_id, second_id)
  where entity_id is not null on conflict do nothing`;

/** Senses of one entry of a gazetteer are one, however they are written. */
const LISTED = `
  with listed as (
    select sense.id, sense.entry_key, first_value(sense.id) over (partition by sense.entry_key order by key collate "C") as first
    from winnow.sense
    where sense.entry_key in (select entry_key from winnow.sense join stale using (block) where entry_key is not null))
  insert into winnow.merge (first_id, second_id, reason, detail, score, applied)
  select least(first, id), greatest(first, id), 'gazetteer', entry_key, 1, true from listed where first <> id
  on conflict do nothing`;

const UNDECIDED = `
  with gone as (delete from winnow.merge where reason = 'decision' returning first_id, second_id)
  insert into touched_entity
  select distinct entity_id from gone join winnow.sense on sense.id in (first_id, second_id)
  where entity_id is not null on conflict do nothing`;

/** What users merged: all senses that the targets of a decision meet. */
const DECIDED = `
  with shown as (${SHOWN_ARTICLES}),
  met as (
    select distinct decision_id, sense.id, sense.key from winnow.decision
    join winnow.decision_target as target on decision_id = decision.id
    join winnow.sense on sense.label = target.label
    where kind = 'merge' and (place is null or exists (
      select from winnow.sense_member join shown on shown.id = article_id
      where sense_id = sense.id and shown.place = target.place))),
  chained as (
    select decision_id, id, first_value(id) over (partition by decision_id order by key collate "C") as first from met)
  insert into winnow.merge (first_id, second_id, reason, detail, score, applied)
  select least(first, id), greatest(first, id), 'decision', decision_id, 1, true from chained where first <> id
  on conflict do nothing`;

/** Decides the merges of all senses that were touched. */
export const updateMerges = async (connection: Queryable): Promise<void> => {
  await connection.query(WIDEN);
  await connection.query(FORGET_SHARED);
  await connection.query(SHARED_FORMS);
  await connection.query(WIDEN);
  await connection.query('analyze touched_form');
  await connection.query(FORGET);
  await connection.query(SHORT_FORMS, [AGREEING_SHARE, ENOUGH_WHEN_SPECIFIC, ENOUGH]);
  await connection.query(SLIPS, [AGREEING_SHARE, SLIP]);
  await connection.query(UNLISTED);
  await connection.query(LISTED);
  await connection.query(UNDECIDED);
  await connection.query(DECIDED);
};
