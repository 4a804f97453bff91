/** What keeps a table's or column's name in the database when its model or field is called otherwise. */
import { readBlock } from '../../syntax/prisma/read-block.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/**
 * The attribute that a renamed model, or a renamed field of it, needs; undefined where one is written already. `block`
 * is the model as it stands before the renaming, spans count from its start.
 */
export function keepName(block: string, field: string | undefined): TextEdit | undefined {
  const { name, members } = readBlock(block);
  if (field === undefined) {
    const isMapped = members.some((member) => member.kind === 'block-attribute' && member.name.text === 'map');
    const end = block.lastIndexOf('}');
    if (isMapped || name === undefined || end === -1) return undefined;
    const hasAttributes = members.some((member) => member.kind === 'block-attribute');
    const newText = `${hasAttributes ? '' : '\n'}  @@map("${name.text}")\n`;
    return { span: { start: end, end }, newText };
  }
  const found = members.find((member) => member.kind === 'field' && member.name.text === field);
  if (found?.kind !== 'field' || found.attributes.some((attribute) => attribute.name.text === 'map')) return undefined;
  const at = found.attributes.at(-1)?.end ?? found.end;
  return { span: { start: at, end: at }, newText: ` @map("${field}")` };
}
