import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/services-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: more processes only make the timing of the queue tests worse.
    maxWorkers: 2,
  },
});
