/** `dbArchitect/consult`: a question answered from the workspace and from what the architect knows, without a model. */
import {
  type Command,
  type Consultation,
  commands,
  type Question,
  type WorkspaceFacts,
} from '../../architect/consultation.ts';
import { workspaceFacts } from '../../host/workspace-facts.ts';
import type { Asked, Consulted } from '../../protocol.ts';
import { fileOf } from '../from-protocol.ts';
import type { Session } from '../session.ts';

export type Consult = (question: Question, workspace: WorkspaceFacts) => Consultation;

export function consult(session: Session, asked: Asked, answer: Consult): Consulted {
  const places = new Map<string, Consulted['places'][number]>();
  const { analyzer } = session;
  const facts = workspaceFacts(analyzer, session.workspace.roots);
  const workspace: WorkspaceFacts = {
    ...facts,
    placeOf(file, span) {
      const name = facts.placeOf(file, span);
      const { line } = session.linesOf(file).positionAt(span.start);
      places.set(name, { name, uri: session.uriOf(file), line });
      return name;
    },
  };
  const { expertise, confidence, because, sections, followups } = answer(questionOf(asked), workspace);
  const parts = sections.map(({ id, title, markdown }) => ({ id, markdown: `### ${title}\n\n${markdown}` }));
  const written = parts.map(({ markdown }) => markdown).join('\n');
  return {
    expertise,
    confidence,
    because,
    parts,
    followups,
    places: [...places.values()].filter(({ name }) => written.includes(name)),
  };
}

export function questionOf({ text, command, references, history }: Asked): Question {
  const known = commands.find((name): name is Command => name === command);
  return {
    text,
    ...(known !== undefined && { command: known }),
    references: references.map(({ uri, span, text }) => ({
      file: uri === undefined ? undefined : fileOf(uri),
      span,
      text,
    })),
    history,
  };
}
