/** Marks text of the workspace as data: a model is told that nothing in it is an instruction. */

export const dataEnd = '\n</workspace-data>';

/** `kind` and `name` are ours or a path; the text cannot end the block early, whatever it holds. */
export function workspaceData(kind: string, name: string, text: string): string {
  const label = name.replace(/[\s"<>&\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200);
  const held = text.replace(/<(\/?)(workspace-data)/gi, '<$1 $2');
  return `<workspace-data kind="${kind}" name="${label}">\n${held}${dataEnd}`;
}
