import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/global-setup.ts',
    setupFiles: 'tests/support/setup.ts',
    // Loading Bolt and the knowledge takes a second and a half: the files that one worker runs do so once.
    isolate: false,
    testTimeout: 20_000,
    // Tests that talk to a started bot wait for a process; two at a time is what a small machine bears.
    maxWorkers: 2,
  },
});
