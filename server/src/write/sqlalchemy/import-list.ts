import type { Names } from './names.ts';
import { pythonString } from './python-text.ts';
import { wrapped } from './wrap-lines.ts';

/** Names of a new module: what is used is imported. */
export class ImportList implements Names {
  readonly isTwo = true;
  readonly #modules = new Map<string, Set<string>>();
  readonly #ofProject: string | undefined;

  /** `ofProject` is a module of the project itself, which is imported last. */
  constructor(ofProject?: string) {
    this.#ofProject = ofProject;
  }

  of(module: string, name: string): string {
    // `date` and `time` are the names of too many columns, and `Enum` is SQLAlchemy's too.
    const whole = module === 'datetime' || module === 'enum';
    const members = this.#modules.get(module) ?? new Set<string>();
    if (!whole) members.add(name);
    this.#modules.set(module, members);
    return whole ? `${module}.${name}` : name;
  }

  string(text: string): string {
    return pythonString(text);
  }

  /** All names that the imports bring. */
  get bound(): ReadonlySet<string> {
    return new Set([...this.#modules].flatMap(([module, members]) => (members.size === 0 ? [module] : [...members])));
  }

  /** The import statements: the library's own first, sorted. */
  print(limit: number): string {
    const modules = [...this.#modules].sort(([a], [b]) => (a < b ? -1 : 1));
    const rank = (module: string): number =>
      module === this.#ofProject ? 2 : /^(?:sqlalchemy|sqlmodel)(?:\.|$)/.test(module) ? 1 : 0;
    return [0, 1, 2]
      .map((group) => modules.filter(([module]) => rank(module) === group))
      .filter((group) => group.length > 0)
      .map((group) => {
        const plain = group.filter(([, members]) => members.size === 0).map(([module]) => `import ${module}`);
        const from = group.filter(([, members]) => members.size > 0);
        return [...plain, ...from.map(([module, members]) => fromImport(module, [...members], limit))].join('\n');
      })
      .join('\n\n');
  }
}

/** `from a import b, c`, one name a line in parentheses where that is too long. */
export function fromImport(module: string, members: readonly string[], limit: number): string {
  const line = `from ${module} import ${[...members].sort(byType).join(', ')}`;
  if (line.length <= limit) return line;
  return wrapped(`from ${module} import (${[...members].sort(byType).join(', ')},)`, limit);
}

/** Constants, then classes, then the rest, as isort orders what one module gives. */
export function byType(a: string, b: string): number {
  const rank = (name: string): number =>
    /^[A-Z0-9_]+$/.test(name) && name.length > 1 ? 0 : /^[A-Z]/.test(name) ? 1 : 2;
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  return a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : a < b ? -1 : a > b ? 1 : 0;
}
