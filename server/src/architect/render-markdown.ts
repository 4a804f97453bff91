/** A consultation as one Markdown text, for hosts without a view of their own. */
import type { Consultation } from './consultation.ts';
import { list } from './markdown.ts';

/** A single section needs no heading. */
export function renderMarkdown({ sections, followups, expertise, confidence, because }: Consultation): string {
  const isSingle = sections.length === 1;
  const parts = sections.map(({ title, markdown }) => (isSingle ? markdown : `## ${title}\n\n${markdown}`));
  const offered = followups.length === 0 ? [] : [`---\n\nAsk next:\n\n${list(followups)}`];
  const reasons = because.length === 0 ? 'nothing in the question pointed elsewhere' : because.join(', ');
  const routed = `*Answered as ${expertise} (confidence ${confidence}): ${reasons}.*`;
  return `${[...parts, ...offered, routed].join('\n\n')}\n`;
}
