/**
 * Writes schemas/db-architect.schema.json from the rule catalogue, so that editors complete and check the settings
 * file. `--check` writes nothing and fails when the file is out of date; `--out` names another file.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { catalogue } from '../server/src/rules/catalogue.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const schemaFile = join(root, 'schemas', 'db-architect.schema.json');

const dialects = ['auto', 'postgresql', 'mysql', 'sqlite', 'sqlserver'];
const severities = ['error', 'warning', 'info', 'hint'];

/** @param {readonly import('../server/src/rules/rule.ts').Rule[]} rules */
function settingsSchema(rules) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Database Architect settings',
    description: 'Settings for the SQL files in this folder and below it.',
    type: 'object',
    additionalProperties: false,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string' },
      dialect: {
        enum: dialects,
        default: 'auto',
        description: 'The SQL dialect of the files; `auto` recognises it.',
      },
      severity: {
        enum: severities,
        default: 'hint',
        description: 'The lowest severity that is reported.',
      },
      rules: {
        type: 'object',
        description: 'Severity of single rules, or `off`; with options as `["warning", { … }]`.',
        additionalProperties: false,
        properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
      },
      ignore: {
        type: 'array',
        items: { type: 'string' },
        description: 'Files and folders to leave out, as globs relative to this folder; without a slash, at any depth.',
        examples: [['legacy', 'dumps/**/*.sql']],
      },
      databases: {
        type: 'array',
        description: 'Which files describe which database, where the folders do not say it.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'files'],
          properties: {
            name: { type: 'string', description: 'What the database is called in reports.' },
            files: {
              type: 'array',
              items: { type: 'string' },
              description: 'Its files as globs relative to this folder, in the order in which they apply.',
            },
            dialect: { enum: dialects },
          },
        },
      },
    },
  };
}

/** @param {import('../server/src/rules/rule.ts').Rule} rule */
function ruleSchema(rule) {
  // What counts when nothing is said; the editor writes it when the rule's name is completed.
  const standard = rule.offByDefault ? 'off' : rule.severity;
  const description = `${rule.summary} (${standard} by default)`;
  const severity = { enum: [...severities, 'off', 'default'], default: standard };
  const { options } = rule;
  if (options === undefined) return { description, ...severity };
  const set = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(options).map(([name, value]) => [name, optionSchema(value)])),
  };
  const both = { type: 'array', items: [severity, set], minItems: 1, additionalItems: false };
  return { description, anyOf: [severity, both, set] };
}

/** @param {number | readonly string[]} standard */
function optionSchema(standard) {
  return typeof standard === 'number'
    ? { type: 'number', default: standard }
    : { type: 'array', items: { type: 'string' }, default: standard };
}

const { values: flags } = parseArgs({
  options: { check: { type: 'boolean', default: false }, out: { type: 'string', default: schemaFile } },
});
const text = `${JSON.stringify(settingsSchema(catalogue), null, 2)}\n`;
const name = relative(root, flags.out);
if (!flags.check) {
  await writeFile(flags.out, text);
  console.log(`wrote ${name}`);
} else if ((await readFile(flags.out, 'utf8').catch(() => '')) !== text) {
  console.error(`${name} is out of date; run: node scripts/generate-schema.mjs`);
  process.exitCode = 1;
}
