import { FILE_DATABASE, readConfig } from '../config.ts';
import type { Env } from './io.ts';

// Of the settings only these matter here; tokens may be missing or half filled in.

export function knowledgeDirOf(env: Env): string {
  return readConfig({ KNOWLEDGE_DIR: env.KNOWLEDGE_DIR }).knowledgeDir;
}

export function databaseUrlOf(env: Env): string {
  return readConfig({ DATABASE_URL: env.DATABASE_URL }).databaseUrl ?? FILE_DATABASE;
}
