/** What keeps a table's or column's name in the database when its model or field is called otherwise. */
import { readBlock } from '../../syntax/prisma/read-block.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/**
 * The attribute that a model that gets another name needs, or a field of it; undefined where one is written already.
 * `block` is the model as it stands before, spans count from its start.
 */
export function keepName(block: string, field: string | undefined): TextEdit | undefined {
  const { name, fields, attributes, body, isClosed } = readBlock(block);
  if (field === undefined) {
    if (name === undefined || body === undefined || !isClosed || attributes.some(isMap)) return undefined;
    const end = body.end - 1;
    return { span: { start: end, end }, newText: `${attributes.length > 0 ? '' : '\n'}  @@map("${name.text}")\n` };
  }
  const found = fields.find((each) => each.name.text === field);
  if (found === undefined || found.attributes.some(isMap)) return undefined;
  const at = found.attributes.at(-1)?.end ?? found.type?.end ?? found.end;
  return { span: { start: at, end: at }, newText: ` @map("${field}")` };
}

function isMap({ name }: { readonly name: { readonly text: string } }): boolean {
  return name.text === 'map';
}
