import { createHash } from 'node:crypto';

/** Names a question by its words: asked again, it is the same one. */
export function questionId(
  text: string,
  outcome: 'asked' | 'unhelpful' | 'picked' = 'asked',
  topic = '',
): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return createHash('sha256').update(`${outcome}\n${topic}\n${words}`).digest('base64url').slice(0, 20);
}
