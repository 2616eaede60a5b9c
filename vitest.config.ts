import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 20_000,
    // Tests that talk to a started bot wait for a process; two at a time is what a small machine bears.
    maxWorkers: 2,
  },
});
