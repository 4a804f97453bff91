/** Why a model gave no answer, in one line. */
import * as vscode from 'vscode';

export function whyNoModel(error: unknown, { name }: vscode.LanguageModelChat): string {
  const text = error instanceof Error ? firstLine(error.message) : firstLine(String(error));
  if (!(error instanceof vscode.LanguageModelError)) return `${name} did not answer: ${text}`;
  switch (error.code) {
    case vscode.LanguageModelError.NoPermissions.name:
      return `${name} was not asked: permission was not given.`;
    case vscode.LanguageModelError.Blocked.name:
      return `${name} did not answer: its quota is used up, or it held the answer back. ${text}`;
    case vscode.LanguageModelError.NotFound.name:
      return `${name} is no longer there.`;
    default:
      return `${name} did not answer: ${text}`;
  }
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0]!.trim().slice(0, 300);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
