/** SQL: whether a mention stands: one of the tagger gives way to the gazetteer's where they overlap. */
export const standing = (mention: string): string =>
  `(${mention}.listed or not exists (
     select from winnow.mention as over
     where over.article_id = ${mention}.article_id and over.listed
       and over.start_at < ${mention}.end_at and over.end_at > ${mention}.start_at))`;

/** SQL: articles that readers see, with where they stand: the same in every database. */
export const SHOWN_ARTICLES = `
  select article.id, article.published_on, site.host, coalesce(page.address, encode(page.key, 'hex')) as place,
    coalesce(page.address, encode(page.key, 'hex')) || '#' || article.ordinal as article
  from winnow.article
  join winnow.refinement on refinement.id = article.refinement_id and refinement.current
  join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
  left join winnow.site on site.id = page.site_id`;

/** SQL: whether a form is made of capitals, as an acronym is. */
export const isLetters = (form: string): string =>
  `(${form} = upper(${form}) and ${form} <> lower(${form}) and ${form} ~ '^[[:alnum:]&.-]{3,}$')`;
