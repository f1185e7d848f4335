import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { SEEDS, served } from '../support/server.ts';
import { noteSkipped } from '../support/services.ts';

const executablePath = chromiumPath();
if (executablePath === null) await noteSkipped('the console in a browser: no chromium in PATH');

describe.skipIf(executablePath === null)('in a browser', () => {
  const server = served([SEEDS]);
  let browser: Browser;
  let page: Page;
  /** What the page printed: errors, and what the policy refused. */
  let said: string[];
  let asked: string[];

  beforeAll(async () => {
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    // Who runs the tests as root has no sandbox.
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
  });

  const openPage = async (options: { javaScriptEnabled?: boolean } = {}): Promise<void> => {
    page = await browser.newPage({ baseURL: server.app.listeningOrigin, ...options });
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
  };
  beforeEach(async () => {
    said = [];
    asked = [];
    await openPage();
  });
  afterEach(async () => {
    await page.close();
    expect(said).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !url.startsWith(`${server.app.listeningOrigin}/`))).toEqual([]);
  });

  /** Number of the entity of a name. */
  const numberOf = async (name: string): Promise<number> => {
    const { rows } = await server.winnow.database.query<{ id: number }>(
      'select entity_id as id from winnow.entities where name = $1 order by articles desc limit 1',
      [name],
    );
    return rows[0]!.id;
  };

  test('every main place opens from the head, without a word in the console', async () => {
    await page.goto('/articles');
    const places = await page
      .locator('nav[aria-label="Main"] a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    expect(places).toEqual(expect.arrayContaining(['/articles', '/entities', '/repeats', '/sql']));
    // The overview may not be there yet.
    for (const place of places.filter((path) => path !== '/')) {
      const answer = await page.goto(place);
      expect(answer!.status(), place).toBe(200);
      expect(await page.locator('h1').count(), place).toBe(1);
      expect((await page.locator('main').textContent())!.length, place).toBeGreaterThan(100);
    }
    await page.goto('/articles');
    await page.locator('.articles a').first().click();
    await page.waitForURL(/\/articles\/\d+$/);
  });

  test('no page is wider than a small screen', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    const company = await numberOf('Sound Crossing Company');
    for (const place of ['/articles', '/entities', `/entities/${company}`, '/repeats', '/sql']) {
      await page.goto(place);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, place).toBeLessThanOrEqual(400);
    }
  });

  test('articles are searched by the keyboard alone', async () => {
    await page.goto('/articles');
    const isFocused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Search articles');
    for (let presses = 0; presses < 30 && !(await isFocused()); presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.type('lobster');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=lobster/);
    expect(await page.locator('.articles mark').first().textContent()).toMatch(/lobster/i);
  });

  test('the chart of a name is drawn, in light and in dark', async () => {
    await page.goto(`/entities/${await numberOf('Coastal Ferry Authority')}?by=month`);
    /** The colours of a chart that was not looked at before: a canvas that nothing was drawn on has one. */
    const colours = async (): Promise<number[]> => {
      const canvas = page.locator('.chart canvas:not([data-seen])');
      await canvas.waitFor();
      return canvas.evaluate(async (drawn: HTMLCanvasElement) => {
        drawn.dataset.seen = 'yes';
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        const { data } = drawn.getContext('2d')!.getImageData(0, 0, drawn.width, drawn.height);
        return [...new Set(new Uint32Array(data.buffer))].sort();
      });
    };
    const light = await colours();
    expect(light.length).toBeGreaterThan(3);
    expect(await page.locator('.chart details table').isVisible()).toBe(false);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await colours();
    expect(dark.length).toBeGreaterThan(3);
    expect(dark).not.toEqual(light);
  });

  test('without scripts a table stands where the chart would be', async () => {
    await page.close();
    await openPage({ javaScriptEnabled: false });
    await page.goto(`/entities/${await numberOf('Coastal Ferry Authority')}`);
    expect(await page.locator('.chart table').isVisible()).toBe(true);
  });

  test('a question is filled in by a link, run by Ctrl-Enter, and its answer downloaded', async () => {
    await page.goto('/sql?statement=select+count(*)+as+counted+from+articles');
    expect(await page.locator('.answer').count()).toBe(0);
    await page.locator('textarea').press('Control+Enter');
    await page.locator('.answer').waitFor();
    const { rows } = await server.winnow.database.query('select count(*) from winnow.articles');
    expect(await page.locator('.answer td').allTextContents()).toEqual([String(rows[0].count)]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('answer.csv');
    await page.getByLabel('Find views').fill('named together');
    expect(await page.locator('.views summary:visible').allTextContents()).toContain('entity_companions');
    expect(await page.locator('.views summary:visible').allTextContents()).not.toContain('runs');
  });

  test('two names are merged and the merge is taken back by buttons', async () => {
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(`/entities/${await numberOf('Hollin Bay')}?same=Port+Ellery`);
    await page.getByRole('button', { name: 'Merge', exact: true }).first().click();
    const undo = page.getByRole('button', { name: 'Take back' });
    await undo.waitFor();
    const written = page.locator('aside section').first();
    expect(await written.textContent()).toContain('Port Ellery');
    await undo.click();
    await undo.waitFor({ state: 'detached' });
  });
});
