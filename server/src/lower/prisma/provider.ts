/** The databases that Prisma knows, and which of our dialects each speaks. */
import type { Dialect } from '../../model/dialect.ts';

export type Provider = 'postgresql' | 'cockroachdb' | 'mysql' | 'sqlite' | 'sqlserver' | 'mongodb';

const providers: Readonly<Record<string, Provider>> = {
  postgresql: 'postgresql',
  postgres: 'postgresql',
  cockroachdb: 'cockroachdb',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'sqlserver',
  mongodb: 'mongodb',
};

/** The provider behind what a datasource says; undefined for words that Prisma does not know. */
export function providerNamed(text: string | undefined): Provider | undefined {
  return text !== undefined && Object.hasOwn(providers, text) ? providers[text] : undefined;
}

export function dialectOf(provider: Provider): Dialect {
  return provider === 'cockroachdb' ? 'postgresql' : provider;
}

/** The provider to read for: the datasource's, unless the dialect was decided otherwise. */
export function effectiveProvider(written: string | undefined, dialect: Dialect): Provider {
  const named = providerNamed(written);
  return named !== undefined && dialectOf(named) === dialect ? named : dialect;
}
