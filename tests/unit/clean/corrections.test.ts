import { describe, expect, it } from 'vitest';
import { dropNotice, keepQuoted, type Verdict } from '../../../src/clean/html/corrections.ts';
import { clean, outline } from '../../../src/clean/index.ts';
import { htmlFeatures } from '../../../src/clean/model/html-features.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import type { DecodedPage } from '../../../src/document/page.ts';
import { statedAddress } from '../../../src/document/stated-address.ts';

const html = (text: string): DecodedPage => ({ url: null, mediaType: 'text/html', text, charset: 'utf-8' });
const factsOf = (text: string) => {
  const { blocks, markup } = outline(html(text));
  if (!markup) throw new Error('an HTML page has markup');
  return htmlFeatures(blocks, markup, null).facts;
};
const kept = (): Verdict => ({ role: 'paragraph', rule: 'model:paragraph', confidence: 0.6 });
const dropped = (): Verdict => ({ role: 'other', rule: 'model:not-content', confidence: 0.8 });

describe('a page for browsers without scripts', () => {
  const verdictsOf = (text: string) => {
    const facts = factsOf(text);
    const verdicts = facts.map(kept);
    dropNotice(verdicts, facts);
    return verdicts.map(({ role }) => role);
  };
  const notice = 'Bitte schalten Sie JavaScript ein.';

  it('has no text when all that it shows is a short notice', () => {
    expect(verdictsOf(`<noscript><p>${notice}</p></noscript>`)).toEqual(['template']);
  });

  it('keeps a text of some length, and one with other text around it', () => {
    expect(verdictsOf(`<noscript><p>${'A post on dams. '.repeat(30)}</p></noscript>`)).toEqual(['paragraph']);
    expect(verdictsOf(`<noscript><p>${notice}</p></noscript><p>Dam opens</p>`)).toEqual([
      'paragraph',
      'paragraph',
    ]);
  });
});

describe('what a post quotes', () => {
  it('is kept with its answer, but for what is unlikely to be content', () => {
    const facts = factsOf('<blockquote><p>Is it open?</p><p>Click to expand</p></blockquote><p>It is.</p>');
    const verdicts = [dropped(), dropped(), kept()];
    keepQuoted(verdicts, facts, [0.4, 0.1, 0.9]);
    expect(verdicts.map(({ role }) => role)).toEqual(['quote', 'other', 'paragraph']);
  });
});

describe('one word after "by"', () => {
  const roleOf = (text: string) => {
    const page = html(text);
    return clean(outline(page), page, { ...DEFAULT_OPTIONS, disabledRules: ['model:block'] }).blocks[0]?.role;
  };

  it('is a name where bylines are expected, and none in a menu', () => {
    expect(roleOf('<article><p>By Ansa</p><p>The dam was opened.</p></article>')).toBe('byline');
    expect(roleOf('<div><p>By Method</p></div>')).not.toBe('byline');
    expect(roleOf('<div><p>By Ida Holm</p></div>')).toBe('byline');
  });
});

describe('a page that is called HTML', () => {
  it('is read line by line when it has no markup', () => {
    const page = html('The dam opens in May.\n\nBread &amp; salt were shared; 3 < 4 came.');
    const parts = outline(page);
    expect(parts.markup).toBeNull();
    expect(parts.blocks.map(({ line, text }) => [line, text])).toEqual([
      [1, 'The dam opens in May.'],
      [3, 'Bread & salt were shared; 3 < 4 came.'],
    ]);
    expect(clean(parts, page, DEFAULT_OPTIONS).blocks).toHaveLength(2);
  });
});

describe('the address of a page', () => {
  const stated = (head: string) => {
    const { markup } = outline(html(`<head>${head}</head><p>The dam opens in May.</p>`));
    return markup && statedAddress(markup);
  };

  it('is what it states of itself, when it is whole', () => {
    const shared = '<meta property="og:url" content="https://dams.example/a/opening">';
    expect(stated(`${shared}<link rel="Canonical" href="https://dams.example/opening">`)).toBe(
      'https://dams.example/opening',
    );
    expect(stated(`${shared}<link rel="canonical" href="/opening">`)).toBe('https://dams.example/a/opening');
    expect(stated('')).toBeNull();
  });
});

describe('labels between paragraphs', () => {
  const rolesOf = (labels: string) => {
    const prose =
      '<p>The ferry was raised on Monday, and the harbour office said that it would stay closed.</p>'.repeat(
        9,
      );
    const page = html(
      `<html><head><title>The ferry is raised</title><meta property="og:type" content="article"></head><body><article>
      <h1>The ferry is raised</h1>${prose}${labels}${prose}</article></body></html>`,
    );
    const wanted = outline(html(labels)).blocks.map(({ text }) => text);
    const { blocks } = clean(outline(page), page, DEFAULT_OPTIONS);
    return blocks.filter(({ text }) => wanted.includes(text)).map(({ role }) => role);
  };

  it('are no text: who owns a picture, and what announces an advertisement', () => {
    expect(rolesOf('<p>© Ida Holm</p><p>ADVERTISEMENT</p><p>Anzeige</p>')).toEqual([
      'copyright',
      'advertisement',
      'advertisement',
    ]);
  });

  it('are text where the word goes on, and where it names a part', () => {
    expect(rolesOf('<p>Anzeige gegen den Reeder</p><h2>Advertising</h2>')).toEqual(['paragraph', 'heading']);
  });
});
