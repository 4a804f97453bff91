/** The models of the user's endpoints in VS Code's list of models: for `@architect`, and for every other chat. */
import * as vscode from 'vscode';
import { type EndpointSetting, endpointSettings, type ModelSetting } from './endpoint-settings.ts';
import { endpointVendor, modelId } from './endpoint-vendor.ts';

/** A model of the list, with what it takes to reach it. */
export interface EndpointModelInformation extends vscode.LanguageModelChatInformation {
  readonly endpoint: EndpointSetting;
  readonly model: ModelSetting;
}

export function registerEndpointModels(secrets: vscode.SecretStorage): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const setUp = async (): Promise<void> => {
    const { setUpModel } = await import('./models.ts');
    await setUpModel(secrets);
  };
  const provider: vscode.LanguageModelChatProvider<EndpointModelInformation> = {
    onDidChangeLanguageModelChatInformation: changed.event,
    async provideLanguageModelChatInformation({ silent }) {
      // Somebody pressed "Add Models".
      if (!silent) await setUp();
      return endpointSettings().flatMap((endpoint) => endpoint.models.map((model) => informationOf(endpoint, model)));
    },
    async provideLanguageModelChatResponse(model, messages, options, progress, token) {
      const { respond } = await import('./models.ts');
      await respond(model, messages, options, progress, token, secrets);
    },
    provideTokenCount: async (_model, text) => Math.ceil(lengthOf(text) / 3.5),
  };
  return vscode.Disposable.from(
    changed,
    vscode.lm.registerLanguageModelChatProvider(endpointVendor, provider),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('dbArchitect.endpoints')) changed.fire();
    }),
    vscode.commands.registerCommand('dbArchitect.setUpModel', setUp),
    vscode.commands.registerCommand('dbArchitect.removeModel', async () => {
      const { removeModel } = await import('./models.ts');
      await removeModel(secrets);
    }),
  );
}

function informationOf(endpoint: EndpointSetting, model: ModelSetting): EndpointModelInformation {
  return {
    id: modelId(endpoint.name, model.id),
    name: model.id,
    family: model.id,
    version: '1',
    detail: endpoint.name,
    tooltip: `${model.id} at ${endpoint.address}`,
    maxInputTokens: model.inputTokens,
    maxOutputTokens: 8_000,
    capabilities: { toolCalling: true },
    endpoint,
    model,
  };
}

function lengthOf(text: string | vscode.LanguageModelChatRequestMessage): number {
  if (typeof text === 'string') return text.length;
  return text.content.reduce<number>(
    (sum, part) => sum + (part instanceof vscode.LanguageModelTextPart ? part.value : JSON.stringify(part)).length,
    0,
  );
}
