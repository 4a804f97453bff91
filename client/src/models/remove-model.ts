/** `dbArchitect.removeModel`: forgets an endpoint, and its key where no other endpoint shares it. */
import * as vscode from 'vscode';
import { readAddress } from '../../../server/src/endpoint/address.ts';
import { endpointSettings, keyName, removeEndpoint } from './endpoint-settings.ts';
import { offlineVendor } from './offline-vendor.ts';
import { openChat } from './open-chat.ts';

export async function removeModel(secrets: vscode.SecretStorage): Promise<void> {
  const endpoints = endpointSettings();
  if (endpoints.length === 0) {
    void vscode.window.showInformationMessage('No language model is set up.');
    return;
  }
  const picked = await vscode.window.showQuickPick(
    endpoints.map((endpoint) => ({ label: endpoint.name, description: endpoint.address, endpoint })),
    { title: 'Forget which endpoint and its key?' },
  );
  if (picked === undefined) return;
  const origin = originOf(picked.endpoint.address);
  await removeEndpoint(picked.endpoint.name);
  const isShared = endpointSettings().some(({ address }) => originOf(address) === origin);
  if (origin !== undefined && !isShared) await secrets.delete(keyName(origin));
  // VS Code keeps the choice of a model that is gone, and refuses questions with it.
  const ask = 'Ask Without a Model';
  const said = `${picked.endpoint.name} is forgotten. Where the Chat view still shows its model, choose another one.`;
  if ((await vscode.window.showInformationMessage(said, ask)) === ask) await openChat({ vendor: offlineVendor });
}

/** Undefined for an address that was written into the settings by hand and is none. */
function originOf(address: string): string | undefined {
  try {
    return readAddress(address).origin;
  } catch {
    return undefined;
  }
}
