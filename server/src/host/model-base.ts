/** The declarative base of a project's models, and how its own modules import it. */
import type { Analyzer } from '../analysis/analyzer.ts';
import type { DescribedDatabase } from '../architect/consultation.ts';

type ModelBase = DescribedDatabase['modelBase'];

/** Undefined where the files have no models of SQLAlchemy, or none whose base is known. */
export function modelBaseOf(analyzer: Analyzer, files: readonly string[], roots: readonly string[]): ModelBase {
  const models = files.filter((file) => file.endsWith('.py'));
  const counts = new Map<string, number>();
  for (const file of models) {
    const declaration = analyzer.declarationOf(file);
    if (declaration !== undefined && declaration !== '') counts.set(declaration, (counts.get(declaration) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  if (most === undefined) return undefined;
  const [declaration] = most;
  if (/(?:^|\.)SQLModel$/.test(declaration)) return { module: 'sqlmodel', name: 'SQLModel', isLibrary: true };
  const at = declaration.lastIndexOf(':');
  const held = at < 0 ? flaskObject(analyzer) : { file: declaration.slice(0, at), name: declaration.slice(at + 1) };
  if (held === undefined || held.name === '') return undefined;
  return { module: moduleOf(held.file, held.name, analyzer, roots), name: held.name, isLibrary: false };
}

/** `db = SQLAlchemy(…)`, from which `db.Model` comes. */
function flaskObject(analyzer: Analyzer): { readonly file: string; readonly name: string } | undefined {
  for (const file of analyzer.files()) {
    const [, name] = /^(\w+)[ \t]*(?::[^=\n]*)?=[ \t]*SQLAlchemy\(/m.exec(analyzer.textOf(file) ?? '') ?? [];
    if (name !== undefined && file.endsWith('.py')) return { file, name };
  }
  return undefined;
}

/** As most of the project's modules import it; else by its path. */
function moduleOf(file: string, name: string, analyzer: Analyzer, roots: readonly string[]): string {
  const own = file.replace(/\.py$/, '').replace(/\/__init__$/, '');
  const imported = new RegExp(
    `^[ \\t]*from[ \\t]+(\\w[\\w.]*)[ \\t]+import[ \\t]+(?:\\([^)]*|[^\\n(]*)\\b${name}\\b`,
    'gm',
  );
  const counts = new Map<string, number>();
  for (const other of analyzer.files()) {
    const text = other.endsWith('.py') ? (analyzer.textOf(other) ?? '') : '';
    for (const [, module = ''] of text.includes(name) ? text.matchAll(imported) : []) {
      if (isModule(module, own)) counts.set(module, (counts.get(module) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  if (most !== undefined) return most[0];
  const root = roots.find((folder) => own.startsWith(`${folder}/`));
  return own
    .slice(root === undefined ? 0 : root.length + 1)
    .replace(/^(?:\/|(?:src|backend|server|api)\/)+/, '')
    .replaceAll('/', '.');
}

/** The module at that path, or a package above it that hands the name on. */
function isModule(module: string, path: string): boolean {
  return `/${path}/`.includes(`/${module.replaceAll('.', '/')}/`);
}
