/** Fields that a Prisma block names and no model has. */
import type { Attribute, Block, Field, Value } from '../syntax/prisma/block.ts';
import { splitPrisma } from '../syntax/prisma/pieces.ts';
import { readBlock } from '../syntax/prisma/read-block.ts';
import { mostSimilar } from '../text/similar-name.ts';

/** `code` is the block, `rest` what the workspace has beside it. One plain sentence for each name. */
export function unknownFields(code: string, rest: readonly string[]): readonly string[] {
  const own = modelsIn(code);
  const models = new Map([...rest.flatMap(modelsIn), ...own].map((model) => [model.name?.text ?? '', model]));
  return own.flatMap((model) => [
    ...model.fields.flatMap((field) => field.attributes.flatMap((each) => inRelation(model, field, each, models))),
    ...model.attributes
      .filter(({ name }) => name.text === 'id' || name.text === 'unique' || name.text === 'index')
      .flatMap((attribute) => missing(model, namesIn(attribute, 'fields', 0))),
  ]);
}

function modelsIn(text: string): readonly Block[] {
  return splitPrisma(text)
    .map(({ start, end }) => readBlock(text.slice(start, end)))
    .filter(({ kind }) => kind === 'model');
}

function inRelation(
  model: Block,
  field: Field,
  attribute: Attribute,
  models: ReadonlyMap<string, Block>,
): readonly string[] {
  if (attribute.name.text !== 'relation') return [];
  const target = models.get(field.type?.name.text ?? '');
  return [
    ...missing(model, namesIn(attribute, 'fields', undefined)),
    ...(target === undefined ? [] : missing(target, namesIn(attribute, 'references', undefined))),
  ];
}

/** The names in a list, which is given by name or stands at a position. */
function namesIn(attribute: Attribute, name: string, position: number | undefined): readonly string[] {
  const named = attribute.arguments.find((argument) => argument.name?.text === name);
  const placed = position === undefined ? undefined : attribute.arguments[position];
  const value = named?.value ?? (placed?.name === undefined ? placed?.value : undefined);
  return value?.kind === 'array' ? value.items.flatMap(nameOf) : [];
}

/** `title`, `title(sort: Desc)`; fields of composite types have no column. */
function nameOf(value: Value): readonly string[] {
  if (value.kind === 'call') return [value.name.text];
  return value.kind === 'path' && !value.text.includes('.') ? [value.text] : [];
}

function missing(model: Block, names: readonly string[]): readonly string[] {
  const fields = model.fields.map(({ name }) => name.text);
  return names
    .filter((name) => !fields.includes(name))
    .map((name) => {
      const similar = mostSimilar(name, fields);
      const question = similar === undefined ? '.' : `; did you mean ${similar}?`;
      return `${model.name?.text ?? 'The model'} has no field ${name}${question}`;
    });
}
