/**
 * Writes docs/rules.md from the rule catalogue. `--check` writes nothing and fails when the file is out of date;
 * `--out` names another file.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rulesMarkdown } from '../server/src/cli/rule-list.ts';
import { catalogue } from '../server/src/rules/catalogue.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const rulesFile = join(root, 'docs', 'rules.md');

/** @param {import('../server/src/rules/rule.ts').Rule} rule */
function pageOf({ family, id }) {
  return `../server/src/rules/${family}/${id}.md`;
}

const intro = `# Rules

Generated from the catalogue by \`node scripts/generate-docs.mjs\`; \`db-architect rules\` prints the same.

Severities: an *error* is refused by the database or goes wrong sooner or later, a *warning* is right in nine of ten
cases, an *info* is worth a look, a *hint* is shown in the editor only as dots and on the command line with
\`--severity hint\`. A *safe* fix keeps data and meaning and is applied by \`--fix\`; an *unsafe* one has to be read first.
Each rule can be set to another severity, or \`off\`, in \`db-architect.jsonc\`.
`;

const { values: flags } = parseArgs({
  options: { check: { type: 'boolean', default: false }, out: { type: 'string', default: rulesFile } },
});
const text = `${intro}\n${rulesMarkdown(catalogue, pageOf)}`;
const name = relative(root, flags.out);
if (!flags.check) {
  await mkdir(dirname(flags.out), { recursive: true });
  await writeFile(flags.out, text);
  console.log(`wrote ${name}`);
} else if ((await readFile(flags.out, 'utf8').catch(() => '')) !== text) {
  console.error(`${name} is out of date; run: node scripts/generate-docs.mjs`);
  process.exitCode = 1;
}
