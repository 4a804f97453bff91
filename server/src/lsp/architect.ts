/** The architect at work for one editor: its knowledge, and the workspace as it sees it. */
import { consult } from '../architect/consult.ts';
import {
  type Command,
  type Consultation,
  commands,
  type Question,
  type StackPart,
  type WorkspaceFacts,
} from '../architect/consultation.ts';
import type { Knowledge } from '../architect/knowledge.ts';
import { projectStack } from '../host/project-stack.ts';
import { workspaceFacts } from '../host/workspace-facts.ts';
import type { Asked, Consulted } from '../protocol.ts';
import { fileOf } from './from-protocol.ts';
import type { Session } from './session.ts';

/** A question with what the engine makes of it. */
export interface Consulting {
  readonly question: Question;
  readonly workspace: WorkspaceFacts;
  readonly consultation: Consultation;
  readonly knowledge: Knowledge;
  /** The places that a text names. */
  placesIn(text: string): Consulted['places'];
}

export class Architect {
  readonly #load: () => Knowledge;
  #knowledge: Knowledge | undefined;
  #stack: { readonly roots: string; readonly parts: Promise<readonly StackPart[]> } | undefined;

  constructor(load: () => Knowledge) {
    this.#load = load;
  }

  get knowledge(): Knowledge {
    this.#knowledge ??= this.#load();
    return this.#knowledge;
  }

  async workspace({ analyzer, workspace: { roots } }: Session): Promise<WorkspaceFacts> {
    return workspaceFacts(analyzer, roots, await this.#stackOf(roots));
  }

  async consult(session: Session, asked: Asked): Promise<Consulting> {
    const places = new Map<string, Consulted['places'][number]>();
    const facts = await this.workspace(session);
    const workspace: WorkspaceFacts = {
      ...facts,
      placeOf(file, span) {
        const name = facts.placeOf(file, span);
        const { line } = session.linesOf(file).positionAt(span.start);
        places.set(name, { name, uri: session.uriOf(file), line });
        return name;
      },
    };
    const question = questionOf(asked);
    const { knowledge } = this;
    const consultation = consult(question, workspace, knowledge);
    return {
      question,
      workspace,
      consultation,
      knowledge,
      placesIn: (text) => [...places.values()].filter(({ name }) => text.includes(name)),
    };
  }

  /** What the last question found is used at once, and read again for the next: manifests change rarely. */
  async #stackOf(roots: readonly string[]): Promise<readonly StackPart[]> {
    const key = roots.join('\n');
    const known = this.#stack?.roots === key ? this.#stack.parts : undefined;
    const fresh = projectStack(roots);
    this.#stack = { roots: key, parts: known === undefined ? fresh : fresh.catch(() => known) };
    return known ?? fresh;
  }
}

function questionOf({ text, command, references, activeUri, history }: Asked): Question {
  const known = commands.find((name): name is Command => name === command);
  return {
    text,
    ...(known !== undefined && { command: known }),
    references: references.map((reference) => ({
      file: reference.uri === undefined ? undefined : fileOf(reference.uri),
      span: reference.span,
      text: reference.text,
    })),
    ...(activeUri !== undefined && { active: fileOf(activeUri) }),
    history,
  };
}
