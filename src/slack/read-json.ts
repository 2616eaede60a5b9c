import type { z } from 'zod';

/**
 * Reads JSON that has been away: a button's value, a dialog's metadata. Undefined where it is not JSON, or not what the
 * schema wants, as on a message of another version.
 */
export function readJson<Schema extends z.ZodType>(
  schema: Schema,
  text: string | undefined,
): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined; // not JSON at all
  }
}
