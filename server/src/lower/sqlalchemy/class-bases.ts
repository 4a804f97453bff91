/** What the names of bases tell that are not in the files. */
import type { Expression } from '../../syntax/python/syntax.ts';
import type { Ancestry } from './class-ancestry.ts';
import { lastPart, libraryName, type Source } from './source.ts';

export const declarativeBases: ReadonlySet<string> = new Set([
  'DeclarativeBase',
  'DeclarativeBaseNoMeta',
  'declarative_base',
  'automap_base',
  'generate_base',
]);

/** Classes of libraries without columns. */
const plainBases =
  /^(?:object|ABC|Generic|Protocol|AsyncAttrs|MappedAsDataclass|UserMixin|AnonymousUserMixin|RoleMixin|Model|SQLModel|BaseModel|LoggingMixin|Dictable|dict|Representable|ModelBase|NamedTuple|TypedDict|ABCMeta|ModelIteratorMixin|DeferredReflection|AbstractConcreteBase|ConcreteBase|SerializerMixin|Serializer|QueryMixin|Base)$/;

/** Bases of which no table is made. */
export const columnlessBases =
  /^(?:object|ABC|Generic|Protocol|AsyncAttrs|MappedAsDataclass|UserMixin|AnonymousUserMixin|RoleMixin|dict|NamedTuple|TypedDict|BaseModel)$/;

/** Bases that may bring columns nobody can see. */
export function moreColumns({ external, unknown }: Ancestry): readonly string[] {
  const hidden = external.filter((name) => {
    const short = lastPart(name);
    return !plainBases.test(short) && !declarativeBases.has(short) && !isFlaskModel(name);
  });
  return [
    ...hidden.map((name) => `columns of ${name} are not known here`),
    ...(unknown ? ['a base class is made by code'] : []),
  ];
}

export function isFlaskModel(name: string): boolean {
  return /(?:^|\.)(?:flask_sqlalchemy|db|database)(?:\.\w+)*\.Model$/.test(name);
}

export function isAsDeclarative(source: Source, expression: Expression): boolean {
  const callee = expression.kind === 'call' ? expression.callee : expression;
  return (
    libraryName(source, callee) === 'as_declarative' ||
    (callee.kind === 'attribute' && callee.name === 'as_declarative_base')
  );
}
