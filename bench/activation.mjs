/**
 * How long VS Code takes to activate the packaged extension, and how much of it is the chat's: the same package with the
 * registrations of chat, models and tools taken out starts in turns with it.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { packagedExtension } from '../test/editor/journey.mjs';
import { Person } from '../test/editor/person.mjs';
import { provision } from '../test/editor/provision.mjs';
import { openWorkbench, startWorkbench } from '../test/editor/workbench.mjs';
import { figure, table } from './report.mjs';
import { ROOT } from './servers.mjs';

const STARTS = 9;

/** What the chat adds to the start. */
const chatParts = /client\/src\/(?:chat|models|tools)\/[\w-]+\.ts$|client\/src\/commands\/ask\.ts$/;

/** Puts registrations that do nothing in the place of the chat's. */
const withoutChat = {
  name: 'without-chat',
  setup(/** @type {esbuild.PluginBuild} */ build) {
    build.onLoad({ filter: chatParts }, ({ path }) => {
      const names = [...readFileSync(path, 'utf8').matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
      return { contents: names.map((name) => `export const ${name} = () => ({ dispose() {} });`).join('\n') };
    });
  },
};

/** The entry of the extension, bundled as for the package. @param {readonly esbuild.Plugin[]} plugins */
async function entry(plugins) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ['client/src/extension.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    minify: true,
    external: ['vscode', '*/language-client.ts', '*/chat.ts', '*/models.ts'],
    plugins: [...plugins],
  });
  return outputFiles[0].text;
}

/** One start of a fresh editor. @returns {Promise<number>} milliseconds, as its list of running extensions says */
async function activation(/** @type {any} */ editor, /** @type {string} */ code) {
  const workbench = await startWorkbench(editor, {
    vsix: packagedExtension(),
    files: join(ROOT, 'samples'),
    settings: { 'chat.disableAIFeatures': false },
  });
  try {
    const [installed] = globSync('extensions/*database-architect*/dist/extension.js', { cwd: workbench.home });
    if (installed === undefined) throw new Error('the installed extension was not found');
    writeFileSync(join(workbench.home, installed), code);
    const view = await openWorkbench(editor, workbench);
    try {
      const shown = await new Person(view.page).activationTime('Database Architect');
      const [, milliseconds] = /(\d+)\s*ms/.exec(shown) ?? [];
      if (milliseconds === undefined) throw new Error(`no time of activation in ${JSON.stringify(shown)}`);
      return Number(milliseconds);
    } finally {
      await view.close();
    }
  } finally {
    await workbench.stop();
  }
}

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export async function activations() {
  const editor = await provision();
  const variants = [
    { name: 'as packaged', code: await entry([]), milliseconds: /** @type {number[]} */ ([]) },
    { name: 'without chat, models and tools', code: await entry([withoutChat]), milliseconds: [] },
  ];
  for (let start = 0; start < STARTS; start++) {
    for (const { code, milliseconds } of variants) milliseconds.push(await activation(editor, code));
  }
  return variants.map(({ name, milliseconds }) => ({ name, milliseconds }));
}

/** @param {Awaited<ReturnType<typeof activations>>} variants */
export function printActivations(variants) {
  const rows = variants.map(({ name, milliseconds }) => [
    name,
    figure(mean(milliseconds)),
    figure(Math.min(...milliseconds)),
    figure(Math.max(...milliseconds)),
  ]);
  return `## Activation\n\n${table(['extension', 'mean ms', 'least', 'most'], rows)}`;
}
