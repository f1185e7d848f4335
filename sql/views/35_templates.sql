-- What was learned of the text that sites put on their pages.

create or replace view winnow.site_templates as
select template.id as template_id, site.host, template.text, template.active, template.role::text as role,
  template.place, template.pages, template.share, template.first_on, template.last_on, template.learned_at,
  template.retired_at, 'site:template-' || left(encode(template.normal_hash, 'hex'), 8) as rule
from winnow.template join winnow.site on site.id = template.site_id;
comment on view winnow.site_templates is 'Blocks that recur on the pages of a site, learned by winnow templates learn; later runs mark them as template.';
comment on column winnow.site_templates.template_id is 'Number for winnow templates retire.';
comment on column winnow.site_templates.host is 'Host name of the site.';
comment on column winnow.site_templates.text is 'The text, kept once.';
comment on column winnow.site_templates.active is 'Later runs use it; false when it stopped recurring or somebody retired it.';
comment on column winnow.site_templates.role is 'What the block was most often taken for.';
comment on column winnow.site_templates.place is 'Where it stands in the articles: start, middle or end.';
comment on column winnow.site_templates.pages is 'Pages of the site that hold it.';
comment on column winnow.site_templates.share is 'Share of the site''s pages that hold it, 0 to 1.';
comment on column winnow.site_templates.first_on is 'First day of a page with it, as published or else fetched.';
comment on column winnow.site_templates.last_on is 'Last such day.';
comment on column winnow.site_templates.learned_at is 'When it was learned.';
comment on column winnow.site_templates.retired_at is 'When it was retired.';
comment on column winnow.site_templates.rule is 'Name of the rule in winnow.page_lines on the pages that it was applied to.';
