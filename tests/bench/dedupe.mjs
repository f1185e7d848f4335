#!/usr/bin/env node
// `npm run bench:dedupe`: near repeats in memory; with `--postgres` in PostgreSQL; with `--races` what races and kills do.
const part = ['races', 'postgres'].find((name) => process.argv.includes(`--${name}`)) ?? 'memory';
await import(`./dedupe-${part}.mjs`);
