import { StoreError } from './errors.ts';

const MAX_INTEGER = 2n ** 63n - 1n;

/** Throws a StoreError of kind bad-value: given anything else, libsql ends the process without a word. */
export function checkParameters(parameters: readonly unknown[]): void {
  for (const [i, value] of parameters.entries()) {
    if (isStorable(value)) continue;
    throw new StoreError(
      'bad-value',
      `parameter ${i + 1} is ${typeof value === 'number' ? value : typeof value}`,
    );
  }
}

function isStorable(value: unknown): boolean {
  if (value === null || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'bigint' && value <= MAX_INTEGER && value >= -MAX_INTEGER - 1n;
}
