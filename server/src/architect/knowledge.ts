/** What the architect knows, as `prompts/` says it: typed, read once, changed by nobody. */
import type { Schema } from '../model/schema.ts';
import type { Command, Expertise } from './consultation.ts';

export interface Knowledge {
  /** The instructions that a language model is given whole. */
  readonly persona: string;
  readonly requirements: readonly VocabularyEntry[];
  readonly kinds: readonly KindOfQuestion[];
  readonly expertise: readonly ExpertiseKnowledge[];
  /** In the order of the answer. */
  readonly sections: readonly SectionKnowledge[];
  readonly technologies: readonly Technology[];
  readonly patterns: readonly Pattern[];
  readonly samples: readonly SampleQuestion[];
  /** The tables of a pattern; undefined for a name that no pattern has. */
  schemaOf(name: string): Schema | undefined;
}

export interface VocabularyEntry {
  readonly id: string;
  readonly title: string;
  readonly means: string;
  readonly words: readonly string[];
}

export interface KindOfQuestion {
  readonly id: string;
  readonly title: string;
  readonly command?: Command;
  readonly words: readonly string[];
}

export interface ExpertiseKnowledge {
  readonly id: Expertise;
  readonly title: string;
  readonly summary: string;
  readonly floor: number;
  readonly signals: readonly Signal[];
  readonly covers: readonly string[];
  readonly sections: readonly string[];
  readonly parts: Parts;
}

export interface Signal extends WeightedWords {
  readonly in: 'question' | 'table' | 'package' | 'file';
}

export interface WeightedWords {
  readonly weight: number;
  readonly any: readonly string[];
}

export interface SectionKnowledge {
  readonly id: string;
  readonly title: string;
  readonly order: number;
  readonly kinds: readonly string[];
  readonly fullKinds: readonly string[];
  readonly requirements: readonly string[];
  readonly expertise: readonly string[];
  /** What the section must contain, for a language model. */
  readonly body: string;
}

export interface Technology {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly models: readonly string[];
  readonly state: 'active' | 'legacy' | 'discontinued';
  readonly today: string;
  /** Year and month. */
  readonly checked: string;
  readonly licence: { readonly name: string; readonly kind: 'open' | 'source-available' | 'proprietary' };
  readonly consistency: string;
  readonly cap: string;
  readonly scaling: string;
  readonly operation: string;
  readonly cost: { readonly shape: string; readonly prices: string };
  readonly cloud: readonly { readonly provider: string; readonly services: readonly string[] }[];
  /** By id of a requirement, -3 to 3. */
  readonly fitness: Readonly<Record<string, number>>;
  readonly strengths: readonly string[];
  readonly avoidWhen: readonly string[];
  readonly wayOut: string;
  readonly sources: readonly string[];
  readonly body: string;
}

export interface Pattern {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly words: readonly WeightedWords[];
  readonly kinds: readonly string[];
  readonly requirements: readonly string[];
  readonly technologies: readonly string[];
  readonly related: readonly string[];
  /** Name for `schemaOf`. */
  readonly schema?: string;
  /** The recommended choice in one sentence. */
  readonly default: string;
  readonly parts: Parts;
}

export interface SampleQuestion {
  readonly id: string;
  readonly number: number;
  readonly command: Command;
  readonly expertise: Expertise;
  readonly kinds: readonly string[];
  readonly patterns: readonly string[];
  readonly values: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
}

/** Markdown by heading: `Problem`, `Choices`, `Failure modes`, … */
export type Parts = Readonly<Record<string, string>>;
