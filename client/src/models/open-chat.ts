/** Opens the Chat view with `@architect` and a model chosen in it. */
import * as vscode from 'vscode';

/** A model that VS Code does not have is passed over: the choice stays as it was. */
export async function openChat(model: vscode.LanguageModelChatSelector): Promise<void> {
  const [found] = await vscode.lm.selectChatModels(model);
  await vscode.commands.executeCommand('workbench.action.chat.open', {
    query: '@architect ',
    isPartialQuery: true,
    ...(found !== undefined && { modelSelector: model }),
  });
}
