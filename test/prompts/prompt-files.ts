/** Reads the files of prompts/ as the tests see them: front matter as data, body as text. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface PromptFile {
  /** File name without folder and extension. */
  readonly name: string;
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export const promptsFolder = new URL('../../prompts/', import.meta.url);

/** The Markdown files of one folder below prompts/, in order of their names. */
export function promptFilesIn(folder: string): readonly PromptFile[] {
  return readdirSync(new URL(`${folder}/`, promptsFolder))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => readPrompt(`${folder}/${file}`));
}

/** Throws when the file has no front matter or it is no mapping. */
export function readPrompt(path: string): PromptFile {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(new URL(path, promptsFolder), 'utf8'));
  if (parts === null) throw new Error(`${path} has no front matter`);
  const frontMatter: unknown = parse(parts[1]!, { strict: true, uniqueKeys: true });
  if (!isMapping(frontMatter)) throw new Error(`The front matter of ${path} is no mapping`);
  return { name: path.replace(/^.*\//, '').replace(/\.md$/, ''), frontMatter, body: parts[2]! };
}

export interface Vocabulary {
  readonly requirements: readonly VocabularyEntry[];
  readonly kinds: readonly (VocabularyEntry & { readonly command?: string })[];
  readonly models: readonly string[];
}

export interface VocabularyEntry {
  readonly id: string;
  readonly title: string;
  readonly words: readonly string[];
}

export function readVocabulary(): Vocabulary {
  return parse(readFileSync(new URL('vocabulary.yaml', promptsFolder), 'utf8'), { strict: true }) as Vocabulary;
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
