import { describe, expect, it } from 'vitest';
import {
  dropLastHeadings,
  dropNotice,
  keepCode,
  keepHeads,
  keepQuoted,
  keepTables,
  type Verdict,
} from '../../../src/clean/html/corrections.ts';
import { SURROUND_RULES } from '../../../src/clean/html/rules.ts';
import { clean, outline } from '../../../src/clean/index.ts';
import { htmlFeatures } from '../../../src/clean/model/html-features.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import type { DecodedPage } from '../../../src/document/page.ts';
import { statedAddress } from '../../../src/document/stated-address.ts';

const html = (text: string): DecodedPage => ({ url: null, mediaType: 'text/html', text, charset: 'utf-8' });
const featuresOf = (text: string) => {
  const { blocks, markup } = outline(html(text));
  if (!markup) throw new Error('an HTML page has markup');
  return htmlFeatures(blocks, markup, null);
};
const factsOf = (text: string) => featuresOf(text).facts;
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

const rolesOf = (verdicts: readonly Verdict[]) => verdicts.map(({ role }) => role);
const headed = (): Verdict => ({ role: 'heading', rule: 'model:heading', confidence: 0.6 });

describe('headings and terms', () => {
  const corrected = (text: string, verdicts: Verdict[]) => {
    const { facts, tree } = featuresOf(text);
    keepHeads(verdicts, facts, tree);
    return rolesOf(verdicts);
  };

  it('are kept with the text below them, also over a picture', () => {
    const page = '<main><h2>Rigging</h2><img alt="A mast in the yard"><p>Set the mast.</p></main>';
    const picture: Verdict = { role: 'image-alt', rule: 'html:image-alt', confidence: null };
    expect(corrected(page, [dropped(), picture, kept()])).toEqual(['heading', 'image-alt', 'paragraph']);
    const wrapped =
      '<div class="section"><div><div><div><h3>Rigging</h3></div></div></div><p>Set the mast.</p></div>';
    expect(corrected(wrapped, [dropped(), kept()])).toEqual(['heading', 'paragraph']);
    expect(corrected('<dl><dt>--mast</dt><dd>Sets the mast.</dd></dl>', [dropped(), kept()])).toEqual([
      'list-item',
      'paragraph',
    ]);
  });

  it('stay out beside the text, and over what is no text', () => {
    const page = '<aside><div><h3>Read next</h3></div></aside><main><p>Set the mast.</p></main>';
    expect(corrected(page, [dropped(), kept()])).toEqual(['other', 'paragraph']);
    expect(corrected('<main><h2>Read next</h2><p>Tides</p></main>', [dropped(), dropped()])).toEqual([
      'other',
      'other',
    ]);
  });

  it('are no text at its end, unless they say a sentence', () => {
    const ending = (last: string) => {
      const facts = factsOf(`<main><p>Set the mast.</p><h2>${last}</h2></main>`);
      const verdicts = [kept(), headed()];
      dropLastHeadings(verdicts, facts);
      return rolesOf(verdicts);
    };
    expect(ending('You may also like')).toEqual(['paragraph', 'other']);
    expect(ending('The harbour is closed until May.')).toEqual(['paragraph', 'heading']);
  });
});

describe('examples of code', () => {
  const page =
    '<p>Run it:</p><pre>quill run</pre><p>Stop it:</p><pre>quill stop</pre><p>Or try:</p><pre>quill try</pre><p>That is all.</p>';
  const code = (): Verdict => ({ role: 'code', rule: 'model:code', confidence: 0.6 });

  it('are kept between paragraphs where most of them are, and not where most are left out', () => {
    const most = [kept(), code(), kept(), dropped(), kept(), code(), kept()];
    keepCode(most, factsOf(page));
    expect(rolesOf(most)[3]).toBe('code');
    const few = [kept(), code(), kept(), dropped(), kept(), dropped(), kept()];
    keepCode(few, factsOf(page));
    expect(rolesOf(few)[3]).toBe('other');
  });
});

describe('a table that leads to other pages of a manual', () => {
  it('is no part of the table above it', () => {
    const { facts, tree } = featuresOf(
      '<p>Masts:</p><table><tr><td>Oak</td><td>12 m</td></tr></table><div class="navfooter"><table><tr><td>Prev</td><td>Next</td></tr></table></div>',
    );
    const verdicts: Verdict[] = [kept(), dropped(), dropped()];
    keepTables(verdicts, facts, tree, [0.9, 0.5, 0.5]);
    expect(rolesOf(verdicts)).toEqual(['paragraph', 'table', 'other']);
  });
});

describe('names of a whole entry', () => {
  const rolesOn = (text: string) => {
    const page = html(text);
    const { blocks } = clean(outline(page), page, { ...DEFAULT_OPTIONS, disabledRules: ['model:block'] });
    return blocks.map(({ role }) => role);
  };

  it('that file it under tags or cookies make no tags or banners of its text', () => {
    const filed = '<article class="post-7 post type-post category-cookies tag-butter">';
    const text = `${filed}<p>Cookies with butter are baked until their edges are brown, and they are eaten before anybody else in the house wakes up.</p><p><a href="#recipe">Jump to the recipe</a></p></article>`;
    expect(rolesOn(text)).toEqual(['paragraph', 'navigation']);
  });

  it('a banner about cookies is no text, nor is markup that was escaped', () => {
    const [banner, markup] = rolesOn(
      '<div class="gdpr-banner"><p>Vi använder cookies på webbplatsen.</p></div><main><p>&lt;img alt="Masts in the yard" src="masts.png"&gt;</p></main>',
    );
    expect([banner, markup]).toEqual(['template', 'template']);
  });

  it('a page with a first heading for each of its parts has its title in the window', () => {
    const parts = ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'OPTIONS'].map(
      (part) => `<h1>${part}</h1><p>quill</p>`,
    );
    const title = '<title>quill-run</title>';
    expect(rolesOn(title + parts.join(''))).not.toContain('title');
    expect(rolesOn(`${title}<h1>Running Quill</h1><p>quill</p>`)).toContain('title');
  });
});

describe('what a post quotes', () => {
  it('is nothing related, though it stands in an aside', () => {
    const quote = '<aside class="quote"><blockquote><p>Is it open?</p></blockquote></aside>';
    const [fact] = factsOf(`<div class="post">${quote}</div>`);
    const aside = SURROUND_RULES.find(({ name }) => name === 'html:aside-element');
    expect(aside?.holds(fact!, { type: 'forum', aroundTitle: 0 })).toBe(false);
    expect(aside?.holds(fact!, { type: 'article', aroundTitle: 0 })).toBe(true);
  });

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
