import { z } from 'zod';
import { isPhrase } from './clean/site/apply.ts';
import { readSelector } from './clean/site/selector.ts';
import { PHRASE_PLACES, type SiteRule, type SiteRules } from './document/options.ts';
import { ROLES } from './document/role.ts';

/** The host as addresses have it: `Münze.example` is xn--mnze-0ra.example. Null when it is none. */
const hostOf = (site: string): string | null => {
  if (/[\s/:?#@*]/.test(site) || !URL.canParse(`http://${site}`)) return null;
  return new URL(`http://${site}`).hostname;
};

const selector = z.string().superRefine((css, context) => {
  try {
    readSelector(css);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    context.addIssue({ code: 'custom', message: `${JSON.stringify(css)}: ${said}` });
  }
});

const siteRule = z
  .object({
    name: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
    selector: selector.optional(),
    phrase: z.string().refine(isPhrase, 'must hold letters or digits').optional(),
    at: z.enum(PHRASE_PLACES).optional(),
    as: z.enum(['keep', 'drop', ...ROLES]),
  })
  .strict()
  .refine((rule) => rule.selector !== undefined || rule.phrase !== undefined, 'needs a selector or a phrase')
  .refine((rule) => rule.at === undefined || rule.phrase !== undefined, '"at" needs a phrase')
  .transform(
    ({ name, selector, phrase, at, as }): SiteRule => ({
      name,
      as,
      ...(selector === undefined ? {} : { selector }),
      ...(phrase === undefined ? {} : { phrase }),
      ...(at === undefined ? {} : { at }),
    }),
  );

const isUnique = (rules: readonly SiteRule[]): boolean =>
  new Set(rules.map(({ name }) => name)).size === rules.length;

/** What a user may write about one site. */
export const siteRules = z
  .object({
    site: z
      .string()
      .refine(
        (site) => site === '*' || hostOf(site) !== null,
        'must be a host name such as example.org, or *',
      )
      .transform((site) => (site === '*' ? site : (hostOf(site) ?? site))),
    path: z.string().startsWith('/', 'must begin with /').optional(),
    rules: z.array(siteRule).refine(isUnique, 'two rules have the same name').default([]),
    disabledRules: z.array(z.string().min(1)).default([]),
  })
  .strict()
  .transform(
    ({ site, path, rules, disabledRules }): SiteRules => ({
      site,
      ...(path === undefined ? {} : { path }),
      rules,
      disabledRules: [...disabledRules].sort(),
    }),
  );
