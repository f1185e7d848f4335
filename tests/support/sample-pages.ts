import type { ReadRecord } from '../../src/read/record.ts';

/** A page as a record of a source, from its text or markup. */
export const pageRecord = (
  url: string | null,
  body: string,
  record: number,
  fetchedAt: string | null = null,
): ReadRecord => ({
  kind: 'page',
  page: {
    id: null,
    url,
    mediaType: body.startsWith('<') ? 'text/html' : 'text/plain',
    charset: 'utf-8',
    bytes: new TextEncoder().encode(body),
    fetchedAt,
    origin: { source: 'test', record },
  },
});

const PLACES = ['Norhaven', 'Port Ellery', 'Lower Quay', 'Saint Aldan', 'Brackwater', 'Upper Farrow'];
const THINGS = ['ferry', 'bridge', 'harbour', 'museum', 'reservoir', 'tram line', 'lighthouse'];

/** An article page on an invented event; pages of one number are equal, those of others differ. */
export const articleHtml = (number: number): string => {
  const place = PLACES[number % PLACES.length];
  const thing = THINGS[number % THINGS.length];
  return `<html lang="en"><head><title>Works on the ${thing} of ${place} begin (${number})</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/about">About</a></nav>
<article><h1>Works on the ${thing} of ${place} begin (${number})</h1>
<p>The council of ${place} said on Monday that the works on the ${thing} will take ${number + 3} months, and that nobody
who lives near it will have to move out while they go on.</p>
<p>An engineer who has known the ${thing} for ${number + 10} years called the plan bold. She said that the money, about
${number * 7 + 40} million, had been set aside long ago by people who did not expect to see the end of it.</p>
<p>The council publishes the minutes of its meetings, and anybody may ask for a copy at the town hall on weekdays.</p>
</article><footer>Copyright 2026 The ${place} Courier. All rights reserved.</footer></body></html>`;
};
