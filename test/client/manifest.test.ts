/** The manifest promises what the sources have. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { commands } from '../../server/src/architect/consultation.ts';
import { inputSchema } from '../../server/src/tools/tool.ts';
import { tools } from '../../server/src/tools/tool-list.ts';

const root = join(import.meta.dirname, '..', '..');
const { contributes } = manifest;

test('the tools are those of the server, with their inputs', () => {
  expect(
    contributes.languageModelTools.map(({ name, displayName, modelDescription, inputSchema: schema }) => ({
      name: name.replace('dbArchitect_', ''),
      title: displayName,
      description: modelDescription,
      schema,
    })),
  ).toEqual(
    tools.map((tool) => ({
      name: tool.name,
      title: tool.title,
      description: tool.description,
      schema: JSON.parse(JSON.stringify(inputSchema(tool))),
    })),
  );
});

test('the slash commands are those of the architect', () => {
  expect(contributes.chatParticipants[0]!.commands.map(({ name }) => name)).toEqual([...commands]);
});

test('agents and skills are there, and a skill is called as its folder', () => {
  for (const { path } of [...contributes.chatAgents, ...contributes.chatSkills]) {
    expect(existsSync(join(root, path)), path).toBe(true);
  }
  for (const { path } of contributes.chatSkills) {
    const name = /^name: (.*)$/m.exec(readFileSync(join(root, path), 'utf8'))?.[1];
    expect(name).toBe(basename(dirname(path)));
  }
});

test('the agent may use every tool, as one of the editor and as one of the MCP server', () => {
  for (const { path } of contributes.chatAgents) {
    const [, head = ''] = readFileSync(join(root, path), 'utf8').split('---\n');
    const { tools: named } = parse(head) as { readonly tools: readonly string[] };
    const extension = `${manifest.publisher}.${manifest.name}`;
    const wanted = contributes.languageModelTools.map(({ toolReferenceName }) => `${extension}/${toolReferenceName}`);
    expect(named).toEqual(expect.arrayContaining([...wanted, 'database-architect/*']));
    expect(named.filter((name) => name.startsWith(`${extension}/`))).toHaveLength(wanted.length);
  }
});

test('endpoints are a matter of the user, not of a folder', () => {
  expect(contributes.configuration.properties['dbArchitect.endpoints'].scope).toBe('machine');
});
