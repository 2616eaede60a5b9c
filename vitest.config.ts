import { defineConfig } from 'vitest/config';

/** Tests that need a browser, a database server, a started bot or another process; `npm run check:quick` leaves them out. */
const SLOW = [
  'tests/playground/page/**',
  'tests/main/**',
  'tests/store/**',
  'tests/cli/process.test.ts',
  'tests/image.test.ts',
  'tests/matching/golden.test.ts',
  'tests/**/two-instances.test.ts',
];

const projects = [
  { name: 'slow', include: SLOW.map((glob) => glob.replace(/\*\*$/, '**/*.test.ts')) },
  { name: 'quick', include: ['tests/**/*.test.ts'], exclude: SLOW },
];

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'artifacts/tests.json' }]],
    // Tests that talk to a started bot wait for a process; two at a time is what a small machine bears.
    maxWorkers: 2,
    projects: projects.map((project) => ({
      test: {
        ...project,
        globalSetup: 'tests/support/global-setup.ts',
        setupFiles: 'tests/support/setup.ts',
        // Loading Bolt and the knowledge takes a second and a half: the files that one worker runs do so once.
        isolate: false,
        // Of use only where something hangs: on a busy machine a second of work takes ten.
        testTimeout: 60_000,
        hookTimeout: 120_000,
      },
    })),
  },
});
