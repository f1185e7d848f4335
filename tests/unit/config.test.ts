import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRefining } from '../../src/config.ts';
import { DEFAULT_OPTIONS } from '../../src/document/options.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const rule = { name: 'a', selector: 'p', as: 'drop' };
const rulesOf = (site: object) => file('rules.json', { sites: [{ site: 'example.org', ...site }] });

describe('options of refining', () => {
  it('are the defaults without a file', async () => {
    expect(await readRefining({})).toEqual(DEFAULT_OPTIONS);
  });

  it('put the rules file before the sites of the configuration', async () => {
    const config = file('config.json', {
      entities: false,
      sites: [{ site: '*', disabledRules: ['html:title'] }],
    });
    const { entities, sites } = await readRefining({ config, rules: rulesOf({ rules: [rule] }) });
    expect(entities).toBe(false);
    expect(sites?.map(({ site }) => site)).toEqual(['example.org', '*']);
  });

  it('have the host as addresses have it', async () => {
    const { sites } = await readRefining({ rules: rulesOf({ site: 'Bücher.Example' }) });
    expect(sites?.[0]?.site).toBe('xn--bcher-kva.example');
  });

  it.each([
    ['{', 'is not JSON'],
    [{ site: [] }, 'site'],
    [{ sites: [{ site: 'https://example.org/' }] }, 'sites.0.site: must be a host name'],
    [{ sites: [{ site: '*', rules: [{ ...rule, as: 'advert' }] }] }, 'sites.0.rules.0.as'],
    [{ sites: [{ site: '*', rules: [{ ...rule, selector: 'p:hover' }] }] }, ':hover is not supported'],
    [{ sites: [{ site: '*', rules: [{ name: 'a', as: 'drop' }] }] }, 'needs a selector or a phrase'],
    [{ sites: [{ site: '*', rules: [{ name: 'a', phrase: '***', as: 'drop' }] }] }, 'letters or digits'],
    [{ sites: [{ site: '*', rules: [rule, rule] }] }, 'two rules have the same name'],
    [
      { sites: [{ site: '*', disabledRules: ['html:nav'] }] },
      'there is no rule html:nav; there are html:nav-element',
    ],
    [{ sites: [{ site: '*', disabledRules: ['nav'] }] }, 'nav is no name of a rule'],
  ])('refuse %j and say why', async (content, said) => {
    await expect(readRefining({ rules: file('rules.json', content) })).rejects.toMatchObject({
      code: 'RULES_INVALID',
      message: expect.stringContaining(said),
    });
  });

  it('refuse names of rules that do not exist in the configuration, too', async () => {
    const config = file('config.json', { disabledRules: ['text:no-such-rule'] });
    await expect(readRefining({ config })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
