type Check = () => void;

const checks: Check[] = [];

/**
 * Has something checked after every test of every file. Helpers call this as they are loaded, which happens once for
 * many files: an `afterEach` of theirs would reach the tests of the first file alone.
 */
export function checkAfterEachTest(check: Check): void {
  checks.push(check);
}

/** Runs the checks; called by setup.ts. */
export function runChecks(): void {
  for (const check of checks) check();
}
