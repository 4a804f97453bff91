/** `dbArchitect/prompt`: what a language model is given for a question, and the answer without one beside it. */
import { assemblePrompt } from '../../architect/prompt/assemble-prompt.ts';
import type { Requests } from '../../protocol.ts';
import type { Architect } from '../architect.ts';
import type { Session } from '../session.ts';
import { consultedOf } from './consult.ts';

type Prompting = Requests['dbArchitect/prompt'];

export async function prompt(
  session: Session,
  { asked, window }: Prompting['params'],
  architect: Architect,
): Promise<Prompting['result']> {
  const consulting = await architect.consult(session, asked);
  const { parts, shortened, size, masked } = assemblePrompt(consulting, window);
  return {
    parts: parts.map(({ name, role, text }) => ({ name, role, text })),
    shortened,
    size,
    masked,
    consulted: consultedOf(consulting),
    places: consulting.placesIn(parts.map(({ text }) => text).join('\n')),
  };
}
