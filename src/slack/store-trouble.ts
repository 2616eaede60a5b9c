import type { StoreError } from '../store/errors.ts';

/** What people read where the store cannot be asked. */
export function sayStoreTrouble(error: StoreError): string {
  return error.message;
}

/** The same to somebody who wanted to change something. */
export function sayUnchanged(error: StoreError): string {
  return `${sayStoreTrouble(error)} Nothing was changed. Questions about the documents I answer as before.`;
}
