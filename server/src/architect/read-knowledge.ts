/** Makes `Knowledge` of what the build collects from `prompts/`. Mistakes in those files are found by `test/prompts`. */
import type { Schema } from '../model/schema.ts';
import type {
  ExpertiseKnowledge,
  KindOfQuestion,
  Knowledge,
  Parts,
  Pattern,
  SampleQuestion,
  SectionKnowledge,
  Technology,
  VocabularyEntry,
} from './knowledge.ts';

/** The files of `prompts/`: front matter with the text behind it. */
export interface KnowledgeData {
  readonly persona: Text;
  readonly vocabulary: { readonly requirements: readonly VocabularyEntry[]; readonly kinds: readonly KindOfQuestion[] };
  readonly expertise: readonly (Omit<ExpertiseKnowledge, 'parts'> & Text)[];
  readonly sections: readonly SectionKnowledge[];
  readonly technologies: readonly Technology[];
  readonly patterns: readonly (Omit<Pattern, 'parts'> & Text)[];
  readonly questions: readonly (Omit<SampleQuestion, 'text'> & Text)[];
  /** SQL by name. */
  readonly schemas: Readonly<Record<string, string>>;
}

interface Text {
  readonly body: string;
}

/** `readSchema` is asked once for each schema that an answer needs. */
export function readKnowledge(data: KnowledgeData, readSchema: (sql: string) => Schema): Knowledge {
  const schemas = new Map<string, Schema>();
  return {
    persona: data.persona.body,
    requirements: data.vocabulary.requirements,
    kinds: data.vocabulary.kinds,
    expertise: data.expertise.map(({ body, ...rest }) => ({ ...rest, parts: partsOf(body) })),
    sections: [...data.sections].sort((one, other) => one.order - other.order),
    technologies: data.technologies,
    patterns: data.patterns.map(({ body, ...rest }) => ({ ...rest, parts: partsOf(body) })),
    samples: [...data.questions]
      .sort((one, other) => one.number - other.number)
      .map(({ body, ...rest }) => ({ ...rest, text: body.trim() })),
    schemaOf(name) {
      const sql = Object.hasOwn(data.schemas, name) ? data.schemas[name] : undefined;
      if (sql === undefined) return undefined;
      const schema = schemas.get(name) ?? readSchema(sql);
      schemas.set(name, schema);
      return schema;
    },
  };
}

function partsOf(body: string): Parts {
  const parts: Record<string, string> = {};
  for (const part of body.split(/^## /m).slice(1)) {
    const end = part.indexOf('\n');
    parts[part.slice(0, end).trim()] = part.slice(end + 1).trim();
  }
  return parts;
}
