/** Collects prompts/ into one JSON value, so that no process has to find, open and parse a hundred files. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The shape is `KnowledgeData` in server/src/architect/read-knowledge.ts. */
export async function collectKnowledge(folder) {
  const read = (path) => readFile(join(folder, path), 'utf8');
  const namesIn = async (part, ending) =>
    (await readdir(join(folder, part))).filter((name) => name.endsWith(ending)).sort();
  const files = async (part) =>
    Promise.all((await namesIn(part, '.md')).map(async (name) => withFrontMatter(name, await read(join(part, name)))));
  const schemas = await Promise.all(
    (await namesIn('patterns', '.sql')).map(async (name) => [name.slice(0, -4), await read(join('patterns', name))]),
  );
  return {
    persona: withFrontMatter('persona.md', await read('persona.md')),
    vocabulary: parse(await read('vocabulary.yaml'), { strict: true }),
    expertise: await files('expertise'),
    sections: await files('sections'),
    technologies: await files('technologies'),
    patterns: await files('patterns'),
    questions: await files('questions'),
    schemas: Object.fromEntries(schemas),
  };
}

function withFrontMatter(name, text) {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (parts === null) throw new Error(`${name} has no front matter`);
  return { ...parse(parts[1], { strict: true }), body: parts[2] };
}
