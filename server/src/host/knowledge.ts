/** Reads what the architect knows: `knowledge.json`, which the build makes of `prompts/` and lays beside the bundles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer } from '../analysis/create-analyzer.ts';
import type { Knowledge } from '../architect/knowledge.ts';
import { type KnowledgeData, readKnowledge } from '../architect/read-knowledge.ts';
import type { Schema } from '../model/schema.ts';

/** Throws when the file is not there, as in sources that were never built. */
export function loadKnowledge(folder = __dirname): Knowledge {
  const data: KnowledgeData = JSON.parse(readFileSync(join(folder, 'knowledge.json'), 'utf8'));
  return readKnowledge(data, readPatternSchema);
}

/** The schemas of patterns are PostgreSQL; no rule runs over them. */
export function readPatternSchema(sql: string): Schema {
  const analyzer = createAnalyzer({ rules: [] });
  analyzer.setFile('pattern.sql', sql);
  return analyzer.databases()[0]!.schema;
}
