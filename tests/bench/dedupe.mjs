#!/usr/bin/env node
// `npm run bench:dedupe`: near repeats in memory, or with `--postgres` in PostgreSQL.
await import(process.argv.includes('--postgres') ? './dedupe-postgres.mjs' : './dedupe-memory.mjs');
