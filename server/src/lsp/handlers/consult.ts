/** `dbArchitect/consult`: a question answered from the workspace and from what the architect knows, without a model. */
import type { Asked, Consulted } from '../../protocol.ts';
import type { Architect, Consulting } from '../architect.ts';
import type { Session } from '../session.ts';

export async function consult(session: Session, asked: Asked, architect: Architect): Promise<Consulted> {
  return consultedOf(await architect.consult(session, asked));
}

export function consultedOf({ consultation, placesIn }: Consulting): Consulted {
  const { expertise, confidence, because, sections, followups } = consultation;
  const isSingle = sections.length === 1;
  const parts = sections.map(({ id, title, markdown }) => ({
    id,
    title,
    markdown: isSingle ? markdown : `### ${title}\n\n${markdown}`,
  }));
  const places = placesIn(parts.map(({ markdown }) => markdown).join('\n'));
  return { expertise, confidence, because, parts, followups, places };
}
