import type { Dialect } from '../../model/dialect.ts';

/** What a datasource names as its provider, of the databases we have. */
export type PrismaProvider = Dialect | 'cockroachdb';

const providers: ReadonlySet<string> = new Set([
  'postgresql',
  'mysql',
  'sqlite',
  'sqlserver',
  'cockroachdb',
  'mongodb',
]);

/** The provider of a name as written; undefined for names that are none. */
export function providerNamed(name: string): PrismaProvider | undefined {
  if (name === 'postgres') return 'postgresql';
  return providers.has(name) ? (name as PrismaProvider) : undefined;
}

/** Whether the provider has enums, lists of scalars, names of primary keys, names of foreign keys. */
export function has(provider: PrismaProvider, what: 'enums' | 'lists' | 'keyNames' | 'foreignKeyNames'): boolean {
  switch (what) {
    case 'enums':
      return provider !== 'sqlserver';
    case 'lists':
      return provider === 'postgresql' || provider === 'cockroachdb' || provider === 'mongodb';
    case 'keyNames':
      return provider !== 'mysql' && provider !== 'sqlite' && provider !== 'mongodb';
    case 'foreignKeyNames':
      return provider !== 'sqlite' && provider !== 'mongodb';
  }
}
