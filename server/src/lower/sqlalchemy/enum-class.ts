/** Classes of Python's `enum`, as far as columns store their members. */
import type { ClassStatement, Expression } from '../../syntax/python/syntax.ts';
import { positional } from '../../syntax/python/syntax.ts';
import type { EnumClass } from './column-types-expression.ts';
import type { Meaning } from './names.ts';
import { type At, calleeName, classAt, externalName, lastPart, meaningOf, type Source, stringOf } from './source.ts';

const enumBases: ReadonlySet<string> = new Set([
  'Enum',
  'StrEnum',
  'IntEnum',
  'Flag',
  'IntFlag',
  'TextChoices',
  'CaseInsensitiveEnum',
]);

export function enumClassAt(source: Source, meaning: Meaning | undefined): EnumClass | undefined {
  const found = classAt(source, meaning);
  return found !== undefined && isEnum(found, 0) ? readEnum(found) : undefined;
}

export function enumMembers(source: Source, expression: Expression): EnumClass['members'] | undefined {
  const found = enumClassAt(source, meaningOf(source, expression));
  return found?.isPartial ? undefined : found?.members;
}

function isEnum({ source, value }: At<ClassStatement>, depth: number): boolean {
  return positional(value.args).some((base) => {
    const external = externalName(source, base);
    // A base whose file is not part of the program is taken at its word.
    if (external !== undefined) return enumBases.has(lastPart(external)) || /\.\w+Enum$/.test(external);
    const found = depth > 8 ? undefined : classAt(source, meaningOf(source, base));
    return found !== undefined && isEnum(found, depth + 1);
  });
}

function readEnum(found: At<ClassStatement>): EnumClass {
  const { source, value: statement } = found;
  const members: { name: string; value: string | undefined }[] = [];
  let isPartial = false;
  const isText = positional(statement.args).some((base) => lastPart(externalName(source, base) ?? '') === 'StrEnum');
  for (const part of statement.body) {
    if (part.kind === 'if' || part.kind === 'for') isPartial = true;
    if (part.kind !== 'assign' || part.value === undefined) continue;
    for (const target of part.targets) {
      if (target.kind !== 'name' || target.name.startsWith('_')) continue;
      const isAuto = calleeName(source, part.value) === 'auto';
      const first = part.value.kind === 'tuple' ? part.value.items[0] : part.value;
      const value = isAuto ? (isText ? target.name.toLowerCase() : undefined) : stringOf(source, first);
      members.push({ name: target.name, value });
    }
  }
  return { name: statement.name, members, ...(isPartial && { isPartial: true }) };
}
