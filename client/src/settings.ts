/** The one place that reads `dbArchitect.*` settings and knows their defaults. */
import * as vscode from 'vscode';
import type { EditorSettings } from '../../server/src/protocol.ts';

export const settingsSection = 'dbArchitect';

export function isEnabled(): boolean {
  return vscode.workspace.getConfiguration(settingsSection).get('enable', true);
}

export function editorSettings(): EditorSettings {
  const settings = vscode.workspace.getConfiguration(settingsSection);
  return {
    severity: settings.get<EditorSettings['severity']>('severity', 'hint'),
    rules: settings.get<EditorSettings['rules']>('rules', {}),
    dialect: settings.get<EditorSettings['dialect']>('dialect', 'auto'),
  };
}
