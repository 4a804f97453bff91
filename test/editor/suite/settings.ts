/** Settings change what is reported without a restart. */
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { findings, openSample, orders, until } from './workspace.ts';

const rule = 'fk-without-index';

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('dbArchitect').update(name, value, vscode.ConfigurationTarget.Workspace);
}

describe('settings', () => {
  afterEach(async () => {
    for (const name of ['rules', 'severity', 'enable']) await set(name, undefined);
  });

  it('switch a rule off and on again', async () => {
    const { uri } = await openSample(orders);
    await until('the rule reports', () => findings(uri, rule).length > 0);
    await set('rules', { [rule]: 'off' });
    await until('the rule is silent', () => findings(uri, rule).length === 0);
    await set('rules', undefined);
    await until('the rule reports again', () => findings(uri, rule).length > 0);
  });

  it('hide what is below the severity asked for', async () => {
    const { uri } = await openSample(orders);
    await until('there are findings', () => findings(uri).length > 0);
    await set('rules', { [rule]: 'warning' });
    await set('severity', 'error');
    await until('warnings are hidden', () => findings(uri).length === 0);
  });

  it('stop and start the server', async () => {
    const { uri } = await openSample(orders);
    await until('there are findings', () => findings(uri).length > 0);
    await set('enable', false);
    await until('nothing is reported', () => findings(uri).length === 0);
    await set('enable', undefined);
    await until('there are findings again', () => findings(uri).length > 0);
  });
});
