/** Protocol values to the engine's own: URIs to file names, editor settings to a configuration. */
import { type Configuration, defaultConfiguration, type RuleSetting } from '../analysis/configuration.ts';
import { sqlDialects } from '../model/dialect.ts';
import { severities } from '../rules/finding.ts';

/** The folder or file that a `file:` URI names, '/'-separated; undefined for other schemes. */
export function pathOf(uri: string): string | undefined {
  const match = /^file:\/\/([^/?#]*)(\/[^?#]*)/i.exec(uri);
  if (match === null) return undefined;
  const [, host, encoded] = match;
  const path = decode(encoded!);
  if (host !== '' && host !== 'localhost') return `//${host}${path}`;
  const drive = /^\/([a-z]):/i.exec(path);
  const bare = drive === null ? path : `${drive[1]!.toLowerCase()}:${path.slice(3)}`;
  return bare.length > 1 && bare.endsWith('/') ? bare.slice(0, -1) : bare;
}

/** The engine's name of a document. One that is no file gets a folder of its own: it is a database for itself. */
export function fileOf(uri: string): string {
  return pathOf(uri) ?? `${uri}/${uri.slice(uri.lastIndexOf('/') + 1).replace(/^\w+:/, '')}`;
}

/** Settings that the editor sends; anything it should not have let through is passed over. */
export function configurationOf(settings: unknown): Configuration {
  const { severity, rules, dialect } = isRecord(settings) ? settings : {};
  const known = sqlDialects.find((name) => name === dialect);
  return {
    ...defaultConfiguration,
    severity: severities.find((name) => name === severity) ?? defaultConfiguration.severity,
    rules: new Map(Object.entries(isRecord(rules) ? rules : {}).flatMap(ruleSetting)),
    ...(known !== undefined && { dialect: known }),
  };
}

function ruleSetting([rule, value]: [string, unknown]): [string, RuleSetting][] {
  const severity = ([...severities, 'off', 'default'] as const).find((name) => name === value);
  return severity === undefined ? [] : [[rule, { severity, options: {} }]];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
