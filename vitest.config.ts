import { defineConfig } from 'vitest/config';
import { HungFiles } from './tests/support/hung-files.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/services-setup.ts'],
    setupFiles: ['tests/support/watch-process.ts'],
    reporters: ['default', new HungFiles()],
    // What is drawn in colour depends on where the tests run: a machine that sets CI counts as a colour terminal.
    env: { NO_COLOR: '1' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: more processes only make the timing of the queue tests worse.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
