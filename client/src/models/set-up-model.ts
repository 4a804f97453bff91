/** `dbArchitect.setUpModel`: from an address to a model that answers, step by step. Nothing is kept before the end. */
import * as vscode from 'vscode';
import { type EndpointAddress, readAddress } from '../../../server/src/endpoint/address.ts';
import { Endpoint, type EndpointModel } from '../../../server/src/endpoint/endpoint.ts';
import { endpointSettings, keyName, saveEndpoint, usualWindow } from './endpoint-settings.ts';
import { endpointVendor, modelId } from './endpoint-vendor.ts';
import { openChat } from './open-chat.ts';

interface Kind extends vscode.QuickPickItem {
  readonly address: string;
  /** Where keys are not usual, leaving it out is. */
  readonly wantsKey: boolean;
}

const kinds: readonly Kind[] = [
  { label: 'Ollama', description: 'on this machine', address: 'http://localhost:11434/v1', wantsKey: false },
  { label: 'LM Studio', description: 'on this machine', address: 'http://localhost:1234/v1', wantsKey: false },
  { label: 'vLLM', description: 'on this machine', address: 'http://localhost:8000/v1', wantsKey: false },
  { label: 'LiteLLM proxy', description: 'on this machine', address: 'http://localhost:4000/v1', wantsKey: true },
  { label: 'OpenAI', address: 'https://api.openai.com/v1', wantsKey: true },
  { label: 'OpenRouter', address: 'https://openrouter.ai/api/v1', wantsKey: true },
  {
    label: 'Azure',
    description: 'the v1 interface of a resource',
    address: 'https://RESOURCE.openai.azure.com/openai/v1',
    wantsKey: true,
  },
  { label: 'Another endpoint', description: 'that speaks the same protocol', address: '', wantsKey: true },
];

const title = 'Set Up a Language Model';

export async function setUpModel(secrets: vscode.SecretStorage): Promise<void> {
  const kind = await vscode.window.showQuickPick(kinds, {
    title,
    placeHolder: 'Where does the model run?',
    ignoreFocusOut: true,
  });
  if (kind === undefined) return;
  const address = await askAddress(kind);
  if (address === undefined) return;
  const stored = await secrets.get(keyName(address.origin));
  const entered = await askKey(address, kind.wantsKey, stored !== undefined);
  if (entered === undefined) return;
  const key = entered === '' ? stored : entered;
  const endpoint = new Endpoint({ address, key });
  const models = await chooseModels(endpoint);
  if (models === undefined || models.length === 0) return;
  if (!(await answersTest(endpoint, models[0]!.id))) return;
  if (entered !== '') await secrets.store(keyName(address.origin), entered);
  const name = nameFor(kind, address);
  await saveEndpoint({
    name,
    address: address.baseUrl,
    models: models.map(({ id, inputTokens }) => ({ id, inputTokens: inputTokens ?? usualWindow })),
  });
  // The set-up is done; what is offered next may stay unread.
  void offerChat(name, models[0]!.id);
}

async function offerChat(endpoint: string, model: string): Promise<void> {
  const chat = 'Open Chat';
  const said = `${model} at ${endpoint} answers. Choose it in the list of models of the Chat view.`;
  if ((await vscode.window.showInformationMessage(said, chat)) === chat) {
    await openChat({ vendor: endpointVendor, id: modelId(endpoint, model) });
  }
}

/** Undefined where the user gives up. */
async function askAddress(kind: Kind): Promise<EndpointAddress | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: 'The address of the endpoint',
    value: kind.address,
    placeHolder: 'https://host/v1',
    ignoreFocusOut: true,
    validateInput: (value) => problemOf(value),
  });
  if (text === undefined) return undefined;
  const address = readAddress(text);
  if (address.warning === undefined) return address;
  const go = 'Use It All the Same';
  return (await vscode.window.showWarningMessage(address.warning, { modal: true }, go)) === go ? address : undefined;
}

function problemOf(text: string): string | undefined {
  if (text.includes('RESOURCE')) return 'Write the name of your resource in place of RESOURCE.';
  try {
    readAddress(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Empty for none, or for the one that is stored. */
function askKey({ origin }: EndpointAddress, wantsKey: boolean, isStored: boolean): Thenable<string | undefined> {
  const empty = isStored ? 'Empty: the key that is stored for it.' : wantsKey ? '' : 'Empty: none.';
  return vscode.window.showInputBox({
    title,
    prompt: `The key for ${origin}. It is kept in the secret storage, and sent nowhere else. ${empty}`.trim(),
    password: true,
    ignoreFocusOut: true,
  });
}

async function chooseModels(endpoint: Endpoint): Promise<readonly EndpointModel[] | undefined> {
  for (;;) {
    try {
      const found = await withProgress('Asking for the list of models', (signal) => endpoint.models(signal));
      if (found.length > 0) return await pickModels(found);
      return await typeModel('The endpoint lists no models. Which one is to be used?');
    } catch (error) {
      const again = 'Try Again';
      const byHand = 'Enter a Model by Hand';
      const chosen = await vscode.window.showErrorMessage(messageOf(error), { modal: true }, again, byHand);
      if (chosen === byHand) return typeModel('The name of the model');
      if (chosen !== again) return undefined;
    }
  }
}

async function pickModels(found: readonly EndpointModel[]): Promise<readonly EndpointModel[] | undefined> {
  const picked = await vscode.window.showQuickPick(
    found.map((model) => ({ label: model.id, ...windowText(model), model })),
    { title, placeHolder: 'Which models?', canPickMany: true, ignoreFocusOut: true },
  );
  return picked?.map(({ model }) => model);
}

function windowText({ inputTokens }: EndpointModel): { description?: string } {
  return inputTokens === undefined ? {} : { description: `${inputTokens.toLocaleString('en-US')} tokens` };
}

async function typeModel(prompt: string): Promise<readonly EndpointModel[] | undefined> {
  const id = (await vscode.window.showInputBox({ title, prompt, ignoreFocusOut: true }))?.trim();
  return id === undefined || id === '' ? undefined : [{ id, inputTokens: undefined }];
}

/** One small question, so that a mistake shows here and not in the first conversation. */
async function answersTest(endpoint: Endpoint, model: string): Promise<boolean> {
  for (;;) {
    try {
      return await withProgress(`Asking ${model} one test question`, async (signal) => {
        const question = { role: 'user', parts: [{ kind: 'text', text: 'Answer with the one word: ready' }] } as const;
        for await (const _piece of endpoint.answer({ model, messages: [question], signal })) return true;
        return !signal.aborted;
      });
    } catch (error) {
      const again = 'Try Again';
      const keep = 'Keep It All the Same';
      const chosen = await vscode.window.showErrorMessage(messageOf(error), { modal: true }, again, keep);
      if (chosen !== again) return chosen === keep;
    }
  }
}

function withProgress<T>(text: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: text, cancellable: true };
  return vscode.window.withProgress(options, (_progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return work(stop.signal);
  });
}

/** An endpoint that is set up again keeps its name; two of a kind are told apart by their hosts. */
function nameFor(kind: Kind, { baseUrl, origin }: EndpointAddress): string {
  const known = endpointSettings();
  const same = known.find(({ address }) => address === baseUrl);
  if (same !== undefined) return same.name;
  const host = new URL(origin).host;
  const name = kind.address === '' ? host : kind.label;
  return known.some((other) => other.name === name) ? `${kind.label} (${host})` : name;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
