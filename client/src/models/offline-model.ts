/**
 * The model of a fresh installation: no key, no network. VS Code calls `@architect` only when it has some model to hand
 * it, so there is always this one. What it says of itself is for a chat without `@architect`.
 */
import * as vscode from 'vscode';
import { offlineVendor } from './offline-vendor.ts';

const information: vscode.LanguageModelChatInformation = {
  id: 'offline',
  name: 'Architect (no model)',
  family: 'architect-offline',
  version: '1',
  detail: 'answers @architect from the workspace',
  tooltip: 'Answers @architect from the workspace and built-in knowledge, without a language model or network.',
  maxInputTokens: 32_000,
  maxOutputTokens: 8_000,
  // It calls none. Without the capability VS Code hides the model in Agent mode, and with it `@architect`.
  capabilities: { toolCalling: true },
};

const otherwise =
  'This is no language model: it stands in for one so that `@architect` answers without any. ' +
  'Begin your question with `@architect`, or choose a language model for other chats.';

export function registerOfflineModel(): vscode.Disposable {
  const provider = vscode.lm.registerLanguageModelChatProvider(offlineVendor, {
    provideLanguageModelChatInformation: () => [information],
    async provideLanguageModelChatResponse(_model, _messages, _options, progress) {
      progress.report(new vscode.LanguageModelTextPart(otherwise));
    },
    provideTokenCount: async (_model, text) => Math.ceil((typeof text === 'string' ? text.length : 0) / 4),
  });
  // Asked for once, it is known before the first question; otherwise that one fails.
  void vscode.lm.selectChatModels({ vendor: offlineVendor });
  return provider;
}
