/** The rules as lists: for programs, and as the Markdown tables of the documentation. */
import { productNames, sqlDialects } from '../model/dialect.ts';
import type { Rule } from '../rules/rule.ts';
import { type Family, families } from '../rules/rule.ts';
import { jsonText } from './text-layout.ts';

export function rulesJson(rules: readonly Rule[]): string {
  const list = rules.map(({ id, family, severity, fix, dialects, summary }) => ({
    id,
    family,
    severity,
    fix,
    languages: dialects,
    summary,
  }));
  return `${jsonText({ rules: list }, 2)}\n`;
}

/** `pageOf` gives the address of a rule's page; without it the rules are not linked. */
export function rulesMarkdown(rules: readonly Rule[], pageOf?: (rule: Rule) => string): string {
  const sections = Object.entries(families).map(([family, says]) => {
    const members = rules.filter((rule) => rule.family === (family as Family));
    const rows = members.map((rule) => `| ${cells(rule, pageOf).join(' | ')} |`);
    const head = ['| rule | severity | fix | databases | finds |', '|---|---|---|---|---|'];
    return members.length === 0 ? '' : [`## ${title(family)}`, '', `${says}.`, '', ...head, ...rows, ''].join('\n');
  });
  return sections.filter((section) => section !== '').join('\n');
}

function cells(rule: Rule, pageOf: ((rule: Rule) => string) | undefined): string[] {
  const name = `\`${rule.id}\``;
  const databases = Object.entries(productNames).filter(([dialect]) => rule.dialects.some((own) => own === dialect));
  const all = sqlDialects.every((dialect) => rule.dialects.includes(dialect));
  const beside = rule.dialects.includes('mongodb') ? ', MongoDB' : '';
  return [
    pageOf === undefined ? name : `[${name}](${pageOf(rule)})`,
    rule.offByDefault ? `${rule.severity}, off by default` : rule.severity,
    rule.fix === 'none' ? '' : rule.fix,
    all ? `all SQL${beside}` : databases.map(([, database]) => database).join(', '),
    rule.summary.replaceAll('|', '\\|'),
  ];
}

function title(family: string): string {
  return family === 'json' ? 'JSON' : family[0]!.toUpperCase() + family.slice(1);
}
