/** `db-architect explain`: the page of a rule. */
import { ruleDocs } from '../../host/rule-docs.ts';
import { catalogue } from '../../rules/catalogue.ts';
import { mostSimilar } from '../../text/similar-name.ts';
import type { Arguments } from '../arguments.ts';
import { engineFindings } from '../engine-findings.ts';
import { CannotRun, type ExitCode, type Io } from '../io.ts';
import { paintFor } from '../paint.ts';
import { renderMarkdown } from '../render-markdown.ts';
import type { explainCommand } from '../usage.ts';

export function explain({ operands }: Arguments<typeof explainCommand.flags>, { stdout, env }: Io): ExitCode {
  const [id, ...others] = operands;
  if (id === undefined || others.length > 0) {
    throw new CannotRun('Name one rule: db-architect explain fk-without-index.', 'db-architect rules lists them.');
  }
  const page = pageOf(id);
  // Whoever pipes the page somewhere wants the Markdown.
  stdout.write(stdout.columns === undefined ? page : renderMarkdown(page, paintFor(stdout, env), stdout.columns));
  return 0;
}

function pageOf(id: string): string {
  const rule = catalogue.find((known) => known.id === id);
  if (rule !== undefined) return ruleDocs(rule) ?? `# ${rule.id}\n\n${rule.summary}\n`;
  if (Object.hasOwn(engineFindings, id)) return `# ${id}\n\n${engineFindings[id]}\n`;
  const similar = mostSimilar(id, [...catalogue.map((known) => known.id), ...Object.keys(engineFindings)]);
  const guess = similar === undefined ? '' : ` Did you mean "${similar}"?`;
  throw new CannotRun(`There is no rule "${id}".${guess}`, 'db-architect rules lists them.');
}
