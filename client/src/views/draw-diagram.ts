/**
 * Draws tables and their references as SVG: what is referred to stands left of what refers to it. The colours are those
 * of a file that is saved; in the editor its theme replaces them by the classes.
 */
import type { Diagram } from '../../../server/src/protocol.ts';

type DrawnTable = Diagram['tables'][number];

interface Box {
  readonly table: DrawnTable;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** In pixels of the drawing at its natural size. */
const width = 240;
const line = 18;
const head = 26;
const gapX = 90;
const gapY = 24;
/** A column of boxes that is taller goes on beside itself. */
const tallest = 1_600;
/** Of a wide table the first columns say enough. */
const mostColumns = 30;

export function drawDiagram({ tables }: Diagram): string {
  const boxes = placed(tables);
  const byName = new Map(boxes.map((box) => [box.table.name, box]));
  const right = Math.max(0, ...boxes.map(({ x }) => x + width));
  const bottom = Math.max(0, ...boxes.map(({ y, height }) => y + height));
  const lines = boxes.flatMap((box) =>
    [...new Set(box.table.references)].flatMap((name) => {
      const target = byName.get(name);
      return target === undefined || target === box ? [] : drawLine(box, target);
    }),
  );
  const size = `${right + gapY} ${bottom + gapY}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-gapY} ${-gapY} ${size}" width="${right + 2 * gapY}" height="${bottom + 2 * gapY}" font-family="sans-serif" font-size="12">`,
    ...lines,
    ...boxes.map(drawBox),
    '</svg>',
  ].join('\n');
}

/** How many tables lie on the longest way from a table to one that refers to nothing; circles are cut where they close. */
function levels(tables: readonly DrawnTable[]): ReadonlyMap<string, number> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const found = new Map<string, number>();
  for (const start of tables) {
    const way: { readonly table: DrawnTable; at: number }[] = [{ table: start, at: 0 }];
    const open = new Set([start.name]);
    while (way.length > 0) {
      const last = way.at(-1)!;
      const next = last.table.references[last.at++];
      if (next === undefined) {
        const below = last.table.references.flatMap((name) => (open.has(name) ? [] : (found.get(name) ?? [])));
        found.set(last.table.name, below.length === 0 ? 0 : Math.max(...below) + 1);
        open.delete(last.table.name);
        way.pop();
        continue;
      }
      const target = byName.get(next);
      if (target === undefined || found.has(next) || open.has(next)) continue;
      open.add(next);
      way.push({ table: target, at: 0 });
    }
  }
  return found;
}

function placed(tables: readonly DrawnTable[]): readonly Box[] {
  const level = levels(tables);
  const columns: DrawnTable[][] = [];
  for (const table of tables) {
    const at = level.get(table.name) ?? 0;
    columns[at] ??= [];
    columns[at].push(table);
  }
  const boxes: Box[] = [];
  let x = 0;
  for (const column of columns) {
    let y = 0;
    for (const table of column ?? []) {
      const height = head + Math.min(table.columns.length, mostColumns + 1) * line + 8;
      if (y > 0 && y + height > tallest) {
        x += width + gapX / 2;
        y = 0;
      }
      boxes.push({ table, x, y, height });
      y += height + gapY;
    }
    x += width + gapX;
  }
  return boxes;
}

function drawLine(from: Box, to: Box): string {
  const [x1, y1] = [from.x, from.y + head / 2];
  const [x2, y2] = [to.x + width, to.y + head / 2];
  const bend = Math.max(40, Math.abs(x1 - x2) / 2);
  const path = `M${x1} ${y1} C${x1 - bend} ${y1} ${x2 + bend} ${y2} ${x2} ${y2}`;
  const ends = `data-from="${nameOf(from.table)}" data-to="${nameOf(to.table)}"`;
  return `<path class="reference" ${ends} d="${path}" fill="none" stroke="#888" stroke-width="1.2"><title>${text(from.table.name)} → ${text(to.table.name)}</title></path>`;
}

function drawBox({ table, x, y, height }: Box): string {
  const shown = table.columns.slice(0, mostColumns);
  const more = table.columns.length - shown.length;
  const rows = shown.map(({ name, type, isPrimary, isForeign, nullable }, at) => {
    const base = head + (at + 1) * line - 4;
    // As entity-relationship diagrams mark them: the primary key is underlined.
    const key = isPrimary ? ' font-weight="bold" text-decoration="underline"' : '';
    const mark = isForeign ? '→ ' : '';
    return [
      `<text x="8" y="${base}">${mark}<tspan${key}>${text(cut(name, 20))}</tspan></text>`,
      `<text class="type" x="${width - 8}" y="${base}" text-anchor="end" fill="#777">${text(cut(type, 16))}${nullable ? '?' : ''}</text>`,
    ].join('');
  });
  if (more > 0)
    rows.push(
      `<text class="type" x="8" y="${head + (mostColumns + 1) * line - 4}" fill="#777">and ${more} more</text>`,
    );
  return [
    `<g class="table" data-name="${nameOf(table)}" transform="translate(${x} ${y})">`,
    `<rect class="body" width="${width}" height="${height}" rx="4" fill="#fff" stroke="#456"/>`,
    `<rect class="head" width="${width}" height="${head}" rx="4" fill="#dce6ef" stroke="#456"/>`,
    `<g class="names" fill="#223"><text x="8" y="17" font-weight="bold">${text(cut(table.name, 30))}</text>${rows.join('')}</g>`,
    '</g>',
  ].join('');
}

/** As the search looks for it. */
function nameOf({ name }: DrawnTable): string {
  return text(name.toLowerCase());
}

function cut(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

/** Names of a workspace are data: no mark-up comes of them. */
function text(raw: string): string {
  const clean = raw.replace(/[\p{Cc}\p{Cs}]/gu, ' ');
  return clean.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
