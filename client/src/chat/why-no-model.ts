/** Why a model gave no answer, in one line: what VS Code or its provider says of it. */

export function whyNoModel(error: unknown, model: string): string {
  return `${model} did not answer: ${firstLine(error instanceof Error ? error.message : String(error))}`;
}

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0]!.trim().slice(0, 300);
  if (line === '') return 'it did not say why.';
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
