import type { Expression } from '../../syntax/python/syntax.ts';
import { type ColumnPlace, mappedType, removeKeyword, setKeyword } from './column-place.ts';
import type { ModelPlan } from './model-plan.ts';
import { shifted } from './syntax-path.ts';

/** Says whether a column takes NULL: in its annotation, and in `nullable=` where there is none or it is written. */
export function setNullable(plan: ModelPlan, place: ColumnPlace, nullable: boolean): boolean {
  const annotation = place.assignment?.annotation;
  const inner = mappedType(annotation) ?? (place.manner === 'Field' ? annotation : undefined);
  const decides = inner !== undefined && place.manner !== 'Column';
  if (inner !== undefined && !annotate(plan, place, inner, nullable)) return false;
  const isWritten = place.call?.args.some((arg) => arg.name === 'nullable') ?? false;
  const value = nullable ? 'True' : 'False';
  if (decides) {
    if (place.manner === 'Field')
      return setFieldNull(plan, place, nullable) && (!isWritten || setKeyword(plan, place, 'nullable', value));
    return !isWritten || setKeyword(plan, place, 'nullable', value);
  }
  if (!nullable) return setKeyword(plan, place, 'nullable', value);
  if (!isWritten) return false;
  // Columns are nullable unless something else is said.
  if (/\bnullable\s*=\s*True\b/.test(place.site.file.text)) return setKeyword(plan, place, 'nullable', value);
  removeKeyword(plan, place, 'nullable');
  return true;
}

/** `T` ↔ `T | None` or `Optional[T]`, as the file writes it. */
function annotate(plan: ModelPlan, { site }: ColumnPlace, inner: Expression, nullable: boolean): boolean {
  const { file, base } = site;
  const span = shifted(inner, base);
  const bare = withoutNone(inner);
  if (!nullable) {
    if (bare !== inner) plan.replace(file, span, file.slice(shifted(bare, base)));
    return true;
  }
  if (bare !== inner) return true;
  const text = file.slice(span);
  if (inner.kind === 'string') {
    const part = inner.parts[0];
    if (inner.parts.length !== 1 || part === undefined || /\bOptional\b|\bNone\b/.test(text)) return false;
    plan.replace(file, { start: base + part.content.end, end: base + part.content.end }, ' | None');
    return true;
  }
  if (usesOptional(file.text)) {
    plan.replace(file, { start: span.start, end: span.start }, `${plan.names(file).of('typing', 'Optional')}[`);
    plan.replace(file, { start: span.end, end: span.end }, ']');
  } else plan.replace(file, { start: span.end, end: span.end }, ' | None');
  return true;
}

export function usesOptional(text: string): boolean {
  return /\bOptional\[/.test(text) && !/\|\s*None\b/.test(text);
}

/** The type beside `None`; the annotation itself where None is not in it. */
function withoutNone(annotation: Expression): Expression {
  if (annotation.kind === 'binary' && annotation.operator === '|') {
    if (annotation.right.kind === 'none') return annotation.left;
    if (annotation.left.kind === 'none') return annotation.right;
  }
  const name =
    annotation.kind === 'subscript' && (annotation.object.kind === 'name' || annotation.object.kind === 'attribute');
  if (name && annotation.kind === 'subscript' && annotation.items.length === 1) {
    const { object } = annotation;
    if ((object.kind === 'name' || object.kind === 'attribute') && object.name === 'Optional')
      return annotation.items[0]!;
  }
  return annotation;
}

/** A field that may be None starts as None; one that may not has no such start. */
function setFieldNull(plan: ModelPlan, place: ColumnPlace, nullable: boolean): boolean {
  const { call, assignment, site } = place;
  if (call === undefined) {
    if (assignment?.value === undefined && !nullable) return true;
    if (assignment?.value === undefined) {
      const at = site.base + assignment!.annotation!.end;
      plan.replace(site.file, { start: at, end: at }, ' = None');
      return true;
    }
    if (nullable || assignment.value.kind !== 'none') return true;
    const { base } = site;
    plan.replace(site.file, { start: base + assignment.annotation!.end, end: base + assignment.end }, '');
    return true;
  }
  const initial = call.args.find((arg) => arg.name === 'default');
  const first = call.args[0];
  const positional = first?.name === undefined && first?.star === undefined ? first : undefined;
  const none = [initial, positional].find((arg) => arg?.value.kind === 'none');
  if (!nullable && none !== undefined) plan.arguments(site, call).remove(call.args.indexOf(none));
  const hasStart =
    initial !== undefined || positional !== undefined || call.args.some((arg) => arg.name === 'default_factory');
  if (nullable && !hasStart) plan.arguments(site, call).insert(0, 'default=None');
  return true;
}
