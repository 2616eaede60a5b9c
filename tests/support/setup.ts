import { afterEach } from 'vitest';
import { runChecks } from './each-test.ts';

// Vitest runs this file anew for each test file, also where the files share their modules.
afterEach(runChecks);
