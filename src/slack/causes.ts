/** An error, what caused it, what caused that, and so on: fetch hides what happened two or three deep. */
export function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  for (let next = error; next !== undefined && next !== null && causes.length < 10; ) {
    causes.push(next);
    next = (next as { cause?: unknown }).cause;
  }
  return causes;
}

/** The code of a failed connection, such as ECONNREFUSED; undefined where an error has none. */
export function connectionCodeOf(error: unknown): string | undefined {
  for (const { code } of causesOf(error) as { code?: unknown }[]) {
    if (typeof code === 'string' && /^E[A-Z_]+$|^UND_ERR_CONNECT/.test(code)) return code;
  }
  return undefined;
}
