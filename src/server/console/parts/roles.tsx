import type { Role } from '../../../document/index.ts';

/** What each role is, in the words of docs/glossary.md. */
export const ROLE_MEANINGS: Readonly<Record<Role, string>> = {
  title: 'the title of an article',
  heading: 'a heading inside an article',
  paragraph: 'running text',
  'list-item': 'an item of a list that belongs to the text',
  quote: 'a quotation set apart',
  code: 'program text, or anything whose line breaks matter',
  table: 'a table, or a row of one, that belongs to the text',
  caption: 'the words under or beside a picture',
  'image-alt': 'the text that stands in for a picture',
  byline: 'who wrote it',
  date: 'when it was published or changed, or what day it was when the page was fetched',
  dateline: 'the place and date that open a report',
  tags: 'what the article is filed under',
  teaser: 'a summary that invites to read on',
  'read-more': 'the link or phrase that leads to the rest',
  'listing-title': 'the title of a page that lists articles',
  breadcrumb: 'the way from the front page to this one',
  navigation: 'links to other parts of the site',
  advertisement: 'advertising, and the place left for it',
  share: 'buttons and lines for sharing and following',
  related: 'other articles that are offered',
  comments: 'what readers wrote',
  copyright: 'rights, imprint, footer lines',
  template: 'text of the site itself: notices, consent layers, hidden parts',
  form: 'fields, buttons and their labels',
  other: 'none of these',
};

/** The roles and what they mean, folded away until somebody asks. */
export const Legend = () => (
  <details class="legend">
    <summary>What the roles mean</summary>
    <dl>
      {Object.entries(ROLE_MEANINGS).map(([role, meaning]) => (
        <div key={role}>
          <dt>{role}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
    <p class="dim">
      The name of a rule leads to what it sets aside. Searching the code for the name finds the rule; model:…
      is the model, with how sure it was.
    </p>
  </details>
);
