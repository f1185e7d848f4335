import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../../assets.ts';
import type { App } from '../context.ts';

const script = (name: string): string => join(packageRoot, 'dist', 'browser', name);

const own = (name: string): string => join(packageRoot, 'src', 'server', 'console', 'assets', name);

const { resolve } = createRequire(import.meta.url);

/** The files that pages load: nothing else is served from disk. */
const ASSETS: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  'console.css': { file: own('console.css'), type: 'text/css; charset=utf-8' },
  'icon.svg': { file: own('icon.svg'), type: 'image/svg+xml' },
  'console.js': { file: script('console.js'), type: 'text/javascript; charset=utf-8' },
  'upload.js': { file: script('upload.js'), type: 'text/javascript; charset=utf-8' },
  'chart.js': { file: script('chart.js'), type: 'text/javascript; charset=utf-8' },
  'sql.js': { file: script('sql.js'), type: 'text/javascript; charset=utf-8' },
  'uplot.js': { file: resolve('uplot/dist/uPlot.esm.js'), type: 'text/javascript; charset=utf-8' },
  'uplot.css': { file: resolve('uplot/dist/uPlot.min.css'), type: 'text/css; charset=utf-8' },
};

/** `/assets/…` */
export const addAssets = (app: App): void => {
  for (const [name, { file, type }] of Object.entries(ASSETS)) {
    const bytes = readFileSync(file);
    const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    app.get(`/assets/${name}`, { config: { needs: 'nothing' }, schema: { hide: true } }, (request, reply) => {
      reply.type(type).header('etag', tag).header('cache-control', 'no-cache');
      return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.send(bytes);
    });
  }
};
