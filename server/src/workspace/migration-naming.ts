/** Recognises migration files by their names, orders them as their tool does, and names the next one. */

export interface MigrationName {
  readonly tool: 'flyway' | 'directory' | 'paired' | 'sequence';
  /** Numbers that order the migration: `V1.10__x` is [1, 10], `20240102_x` is [20240102]. */
  readonly version: readonly bigint[];
  /** Written as text in front, with its leading zeros. */
  readonly prefix: string;
  readonly separator: string;
  readonly direction: 'up' | 'down';
  /** Flyway's R__ files: run again behind all others whenever they change. */
  readonly repeatable: boolean;
  readonly suffix: string;
}

/** `folder` and `name` are the last two parts of the path. Undefined for a file that is no migration by its name. */
export function migrationName(folder: string, name: string): MigrationName | undefined {
  const flyway = /^([VUB])(\d+(?:[._]\d+)*)__(.*)\.sql$/i.exec(name);
  if (flyway !== null) {
    return {
      tool: 'flyway',
      version: numbers(flyway[2]!),
      prefix: `V${flyway[2]!}`,
      separator: '__',
      direction: flyway[1]!.toUpperCase() === 'U' ? 'down' : 'up',
      repeatable: false,
      suffix: '.sql',
    };
  }
  if (/^R__.*\.sql$/i.test(name)) {
    return {
      tool: 'flyway',
      version: [],
      prefix: 'R',
      separator: '__',
      direction: 'up',
      repeatable: true,
      suffix: '.sql',
    };
  }
  // Prisma, diesel and sqlx with folders: the folder carries the version.
  const inFolder = /^(?:migration|up|down)\.sql$/i.test(name) ? /^(\d[\d-]*)([_-])/.exec(folder) : null;
  if (inFolder !== null) {
    return {
      tool: 'directory',
      version: numbers(withoutDashes(inFolder[1]!)),
      prefix: inFolder[1]!,
      separator: inFolder[2]!,
      direction: /^down/i.test(name) ? 'down' : 'up',
      repeatable: false,
      suffix: name,
    };
  }
  const number = /^(v?\d+(?:\.\d+)*)\.sql$/i.exec(name);
  if (number !== null) {
    return {
      tool: 'sequence',
      version: numbers(number[1]!),
      prefix: number[1]!,
      separator: '_',
      direction: 'up',
      repeatable: false,
      suffix: '.sql',
    };
  }
  // Postgrator: what a file does stands before its words.
  const acting = /^(\d+)\.(do|undo)\.(.+)\.sql$/i.exec(name);
  if (acting !== null) {
    const down = acting[2]!.toLowerCase() === 'undo';
    return {
      tool: 'sequence',
      version: numbers(acting[1]!),
      prefix: acting[1]!,
      separator: '.do.',
      direction: down ? 'down' : 'up',
      repeatable: false,
      suffix: '.sql',
    };
  }
  const sequence =
    /^(v?\d+(?:[.-]\d+)*)([_.-]+)(.*?)((?:\.(?:postgres(?:ql)?|pgsql|cockroach(?:db)?|mysql|mariadb|sqlite3?|mssql|sqlserver))?(?:\.autocommit)?(?:\.(?:up|down|do|undo))?\.sql)$/i.exec(
      name,
    );
  if (sequence === null) return undefined;
  const suffix = sequence[4]!;
  const down = /\.(?:down|undo)\.sql$/i.test(suffix) || /[._-](?:down|rollback|undo|revert)$/i.test(sequence[3]!);
  return {
    tool: /\.(?:up|down|do|undo)\.sql$/i.test(suffix) ? 'paired' : 'sequence',
    version: numbers(sequence[1]!),
    prefix: sequence[1]!,
    separator: sequence[2]!,
    direction: down ? 'down' : 'up',
    repeatable: false,
    suffix: suffix
      .replace(/\.autocommit/i, '')
      .replace(/\.down\.sql$/i, '.up.sql')
      .replace(/\.undo\.sql$/i, '.do.sql'),
  };
}

/** Diesel leaves out the dashes of a date before it compares: `2017-08-31-230457` is 20170831230457. */
function withoutDashes(prefix: string): string {
  return /^\d{4}-\d\d-\d\d(?:-\d+)*$/.test(prefix) ? prefix.replaceAll('-', '') : prefix;
}

function numbers(text: string): bigint[] {
  return text
    .split(/\D+/)
    .filter((part) => part !== '')
    .map((part) => BigInt(part));
}

/** Order of two migrations in one folder: by version, repeatable ones last, equal ones by name. */
export function compareMigrations(
  one: { readonly migration: MigrationName; readonly file: string },
  other: { readonly migration: MigrationName; readonly file: string },
): number {
  if (one.migration.repeatable !== other.migration.repeatable) return one.migration.repeatable ? 1 : -1;
  // A date and a date with a time: tools that date their folders order them as text.
  const [before, after] = [withoutDashes(one.migration.prefix), withoutDashes(other.migration.prefix)];
  if (one.migration.tool === 'directory' && before.length !== after.length && isDated(before) && isDated(after)) {
    return before < after ? -1 : 1;
  }
  const length = Math.max(one.migration.version.length, other.migration.version.length);
  for (let part = 0; part < length; part++) {
    const left = one.migration.version[part] ?? -1n;
    const right = other.migration.version[part] ?? -1n;
    if (left !== right) return left < right ? -1 : 1;
  }
  return one.file < other.file ? -1 : one.file > other.file ? 1 : 0;
}

function isDated(prefix: string): boolean {
  return /^(?:19|20)\d{6}/.test(prefix);
}
