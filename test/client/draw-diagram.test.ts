/** Diagrams: every table once, references as lines, and no mark-up from names. */
import { expect, test } from 'vitest';
import { drawDiagram } from '../../client/src/views/draw-diagram.ts';
import type { Diagram } from '../../server/src/protocol.ts';

const column = (name: string) => ({
  name,
  type: 'bigint',
  nullable: false,
  isPrimary: name === 'id',
  isForeign: false,
});
const table = (name: string, references: readonly string[] = []): Diagram['tables'][number] => ({
  name,
  columns: [column('id')],
  references,
});
const xOf = (svg: string, name: string) =>
  Number(new RegExp(`data-name="${name}" transform="translate\\((\\d+)`).exec(svg)?.[1]);

test('what is referred to stands left of what refers to it', () => {
  const svg = drawDiagram({
    title: 'd',
    tables: [table('line', ['orders']), table('orders', ['customer']), table('customer')],
  });
  expect(xOf(svg, 'customer')).toBeLessThan(xOf(svg, 'orders'));
  expect(xOf(svg, 'orders')).toBeLessThan(xOf(svg, 'line'));
  expect(svg.match(/<path /g)).toHaveLength(2);
});

test('lines know their ends, and a primary key is underlined', () => {
  const svg = drawDiagram({ title: 'd', tables: [table('Line', ['orders']), table('orders')] });
  expect(svg).toContain('class="reference" data-from="line" data-to="orders"');
  expect(svg).toContain('<tspan font-weight="bold" text-decoration="underline">id</tspan>');
});

test('circles and references to itself are drawn, too', () => {
  const svg = drawDiagram({ title: 'd', tables: [table('a', ['b', 'a']), table('b', ['a'])] });
  expect(svg.match(/class="table"/g)).toHaveLength(2);
});

test('names make no mark-up', () => {
  const svg = drawDiagram({ title: 'd', tables: [table('"><script>alert(1)</script>')] });
  expect(svg).not.toContain('<script');
  expect(svg).not.toContain('"">');
});

test('a thousand tables in one chain are drawn', () => {
  const tables = Array.from({ length: 1000 }, (_, at) => table(`t${at}`, at === 0 ? [] : [`t${at - 1}`]));
  expect(drawDiagram({ title: 'd', tables: tables.reverse() }).match(/class="table"/g)).toHaveLength(1000);
});
