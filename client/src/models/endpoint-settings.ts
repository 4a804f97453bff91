/** The endpoints that the user has set up: addresses and models in the settings, keys in the secret storage. */
import * as vscode from 'vscode';
import { settingsSection } from '../settings.ts';

export interface EndpointSetting {
  /** For people, and part of the models' ids. */
  readonly name: string;
  readonly address: string;
  readonly models: readonly ModelSetting[];
}

export interface ModelSetting {
  readonly id: string;
  readonly inputTokens: number;
}

/** Of a model whose endpoint does not say. */
export const usualWindow = 32_000;

/** The user's own settings only: a folder that was opened cannot say where questions and keys go. */
export function endpointSettings(): readonly EndpointSetting[] {
  const value = vscode.workspace.getConfiguration(settingsSection).inspect('endpoints')?.globalValue;
  return Array.isArray(value) ? value.flatMap(readSetting) : [];
}

export async function saveEndpoint(endpoint: EndpointSetting): Promise<void> {
  const others = endpointSettings().filter(({ name }) => name !== endpoint.name);
  await write([...others, endpoint]);
}

export async function removeEndpoint(name: string): Promise<void> {
  await write(endpointSettings().filter((endpoint) => endpoint.name !== name));
}

async function write(endpoints: readonly EndpointSetting[]): Promise<void> {
  const settings = vscode.workspace.getConfiguration(settingsSection);
  await settings.update('endpoints', endpoints.length === 0 ? undefined : endpoints, vscode.ConfigurationTarget.Global);
}

/** A key belongs to the address it was entered for: another address never gets it. */
export function keyName(origin: string): string {
  return `dbArchitect.key.${origin}`;
}

function readSetting(value: unknown): EndpointSetting[] {
  if (!isRecord(value) || typeof value.name !== 'string' || typeof value.address !== 'string') return [];
  const models = Array.isArray(value.models) ? value.models.flatMap(readModel) : [];
  return [{ name: value.name, address: value.address, models }];
}

function readModel(value: unknown): ModelSetting[] {
  if (typeof value === 'string') return [{ id: value, inputTokens: usualWindow }];
  if (!isRecord(value) || typeof value.id !== 'string') return [];
  const { inputTokens } = value;
  return [
    { id: value.id, inputTokens: typeof inputTokens === 'number' && inputTokens > 0 ? inputTokens : usualWindow },
  ];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
