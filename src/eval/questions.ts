import { readFile } from 'node:fs/promises';

/** A question with the topics that a careful reader accepts; none means that the bot must not answer. */
export interface Judged {
  readonly q: string;
  readonly kind: string;
  readonly answer: readonly string[];
}

/** Reads a file of questions, one JSON object a line. Throws an Error that names the line that is wrong. */
export async function loadQuestions(file: string): Promise<Judged[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : [readLine(line, `${file}:${i + 1}`)]));
}

function readLine(line: string, where: string): Judged {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Error(`${where}: this line is not JSON.`, { cause });
  }
  const { q, kind = 'question', answer } = (value ?? {}) as { q?: unknown; kind?: unknown; answer?: unknown };
  if (typeof q !== 'string' || !Array.isArray(answer) || answer.some((id) => typeof id !== 'string')) {
    throw new Error(`${where}: a question needs "q" (a text) and "answer" (a list of topic ids).`);
  }
  return { q, kind: String(kind), answer };
}
