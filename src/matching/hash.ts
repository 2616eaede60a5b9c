/** FNV-1a, on 32 bits. */
export function step(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193);
}

/** The hash of a text; the seed keeps kinds of text apart. */
export function hashText(text: string, seed: number): number {
  let hash = step(0x811c9dc5, seed);
  for (let i = 0; i < text.length; i++) hash = step(hash, text.charCodeAt(i));
  return hash >>> 0;
}
