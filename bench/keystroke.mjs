/**
 * How long a keystroke waits for its diagnostics, for each server on the same file.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { largeSchema, mediumSchema, sizeOf } from './generate.mjs';
import { LspClient } from './lsp-client.mjs';
import { figure, quantile, table } from './report.mjs';
import { ours, peers, withScratchFolder } from './servers.mjs';

/** Pause between two keystrokes in milliseconds: a fast typist, who leaves a server no time to catch up unseen. */
const PAUSE = 30;

/** A keystroke that waits longer counts as failed. */
const PATIENCE = 30_000;

/** @typedef {'column type' | 'column name' | 'comment' | 'table name'} PlaceKind */
/** @typedef {{kind: PlaceKind, line: number, character: number}} Place */

/**
 * Places in the middle of a word, evenly spread over the file, the kinds taking turns.
 * @param {string} text
 * @param {number} count
 * @param {readonly PlaceKind[]} kinds
 * @returns {Place[]}
 */
export function choosePlaces(text, count, kinds) {
  /** @type {Map<PlaceKind, Place[]>} */
  const found = new Map(kinds.map((kind) => [kind, []]));
  const add = (
    /** @type {PlaceKind} */ kind,
    /** @type {number} */ line,
    /** @type {number} */ start,
    /** @type {string} */ word,
  ) => {
    found.get(kind)?.push({ kind, line, character: start + (word.length >> 1) });
  };
  let inTable = false;
  for (const [number, line] of text.split('\n').entries()) {
    const create = /^(create table (?:if not exists )?)([\w.]{3,})\s*\(/i.exec(line);
    if (create) {
      inTable = !line.includes(');');
      add('table name', number, create[1].length, create[2]);
    } else if (/^\s*\)/.test(line)) inTable = false;
    const comment = /^(-- )(\w[\w ]{4,})$/.exec(line) ?? /^(comment on .* is ')([\w ]{6,})/i.exec(line);
    if (comment) add('comment', number, comment[1].length, comment[2]);
    const column = inTable ? /^(\s+)([a-z]\w{2,})(\s+)([a-z]{4,})\b/.exec(line) : null;
    if (column) {
      add('column name', number, column[1].length, column[2]);
      add('column type', number, column[1].length + column[2].length + column[3].length, column[4]);
    }
  }
  const usable = kinds.filter((kind) => (found.get(kind)?.length ?? 0) > 0);
  const share = Math.ceil(count / Math.max(1, usable.length));
  const spread = usable.map((kind, offset) => {
    const all = found.get(kind) ?? [];
    const step = all.length / share;
    return Array.from({ length: share }, (_, i) => all[Math.floor((i + (offset + 0.5) / usable.length) * step)]);
  });
  return Array.from({ length: share }, (_, i) => spread.map((places) => places[i]))
    .flat()
    .slice(0, count);
}

/** @param {Place} place @param {string} text */
const insertion = ({ line, character }, text) => ({
  range: { start: { line, character }, end: { line, character } },
  text,
});

/** @param {Place} place @param {number} length */
const deletion = ({ line, character }, length) => ({
  range: { start: { line, character }, end: { line, character: character + length } },
  text: '',
});

/**
 * Types one letter at each place and takes it back, measuring both.
 * @param {LspClient} client
 * @param {string} uri
 * @param {readonly Place[]} places
 */
export async function typeAt(client, uri, places) {
  /** @type {{kind: PlaceKind, ms: number}[]} */
  const strokes = [];
  /** @type {string[]} */
  const failures = [];
  for (const place of places) {
    for (const change of [insertion(place, 'x'), deletion(place, 1)]) {
      const start = performance.now();
      client.change(uri, change);
      try {
        await client.diagnostics(uri, PATIENCE);
        strokes.push({ kind: place.kind, ms: performance.now() - start });
      } catch (error) {
        const reason = error instanceof Error ? error.message.split('\n').slice(0, 2).join(' ') : String(error);
        failures.push(`${place.kind} at line ${place.line + 1}: ${reason.slice(0, 160)}`);
        if (failures.length >= 10) throw error;
      }
      await sleep(PAUSE);
    }
  }
  const ms = strokes.map((stroke) => stroke.ms);
  return {
    count: ms.length,
    failures,
    p50: quantile(ms, 0.5),
    p95: quantile(ms, 0.95),
    max: quantile(ms, 1),
    strokes,
  };
}

/**
 * Proves that the answers belong to the text as it is: a wrong statement must be reported where it stands, and
 * be gone from the very next answer when it is taken back.
 * @param {LspClient} client
 * @param {string} uri
 * @param {string} text
 * @param {number} before how many diagnostics the untouched text has
 */
async function probe(client, uri, text, before) {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, i) => (/^create table /i.test(line) && lines[i - 1]?.trim() === '' ? [i] : []));
  const wrong = 'CREATE TABL probe_it (id bigint);';
  let seen = 0;
  let gone = 0;
  let tried = 0;
  for (let i = 1; i <= 4; i++) {
    const line = starts[Math.floor((i * starts.length) / 5)];
    if (line === undefined) break;
    // The blank line before a statement takes the wrong one, so that no other line moves.
    const place = /** @type {Place} */ ({ kind: 'comment', line: line - 1, character: 0 });
    tried++;
    client.change(uri, insertion(place, wrong));
    const during = await client.diagnostics(uri, PATIENCE);
    if (during.some((d) => d.severity === 1 && d.range.start.line >= line - 2 && d.range.start.line <= line)) seen++;
    client.change(uri, deletion(place, wrong.length));
    const after = await client.diagnostics(uri, PATIENCE);
    if (after.length === before) gone++;
  }
  return { tried, seen, gone };
}

/**
 * @param {import('./servers.mjs').Program} program
 * @param {string} text
 * @param {number} places
 */
async function measureServer(program, text, places) {
  return withScratchFolder(async (folder) => {
    program.prepare(folder);
    const path = join(folder, 'schema.sql');
    writeFileSync(path, text);
    const client = new LspClient(program.command, program.lsp, { cwd: folder, env: program.env(folder) });
    try {
      await client.initialize(folder);
      const start = performance.now();
      const uri = client.open(path, text);
      const first = await client.diagnostics(uri);
      const opened = performance.now() - start;
      await sleep(1000);
      // A few strokes first, so that no server is measured on code that has never run.
      await typeAt(client, uri, choosePlaces(text, 3, ['column type']));
      const typed = await typeAt(client, uri, choosePlaces(text, places, ['column type', 'column name', 'comment']));
      const proof = await probe(client, uri, text, first.length);
      const { strokes: _, ...figures } = typed;
      return {
        server: program.name,
        version: program.version,
        model: client.pulls ? 'pull' : 'push',
        opened,
        diagnostics: first.length,
        proof,
        ...figures,
      };
    } finally {
      await client.close();
    }
  });
}

/** @param {{strokes?: number}} [options] */
export async function keystroke({ strokes = 120 } = {}) {
  const medium = mediumSchema();
  const inputs = [
    { name: 'large', source: 'generated', text: largeSchema() },
    { name: 'medium', ...medium },
  ];
  const programs = [ours(), ...peers()].filter((program) => program !== null);
  const results = [];
  for (const { name, source, text } of inputs) {
    const servers = [];
    for (const program of programs) {
      try {
        servers.push(await measureServer(program, text, strokes / 2));
      } catch (error) {
        servers.push({ server: program.name, version: program.version, failed: String(error).slice(0, 300) });
      }
    }
    results.push({ name, source, ...sizeOf(text), servers });
  }
  return results;
}

/** @param {Awaited<ReturnType<typeof keystroke>>} results */
export function printKeystroke(results) {
  const parts = ['## Keystroke to diagnostics'];
  for (const { name, source, lines, tables, bytes, servers } of results) {
    parts.push(`\n${name}: ${lines} lines, ${tables} tables, ${(bytes / 1024).toFixed(0)} KB, ${source}\n`);
    const mine = servers.find((entry) => entry.server === 'ours' && !('failed' in entry));
    const rows = servers.map((entry) => {
      if ('failed' in entry) return [entry.server, entry.version, 'failed', entry.failed, ...Array(8).fill('')];
      const ratio = mine && 'p95' in mine ? `${figure(entry.p95 / mine.p95)}×` : '–';
      const { proof } = entry;
      return [
        entry.server,
        entry.version,
        entry.model,
        figure(entry.opened),
        entry.diagnostics,
        `${entry.count}${entry.failures.length > 0 ? ` (+${entry.failures.length} failed)` : ''}`,
        figure(entry.p50),
        figure(entry.p95),
        figure(entry.max),
        ratio,
        `${proof.seen}/${proof.tried}`,
        `${proof.gone}/${proof.tried}`,
      ];
    });
    parts.push(
      table(
        [
          'server',
          'version',
          'model',
          'open ms',
          'diagnostics',
          'strokes',
          'p50 ms',
          'p95 ms',
          'max ms',
          'p95 ÷ ours',
          'error seen',
          'error gone',
        ],
        rows,
      ),
    );
    for (const entry of servers) {
      for (const failure of 'failures' in entry ? entry.failures : [])
        parts.push(`\nfailed in ${entry.server}: ${failure}`);
    }
  }
  return parts.join('\n');
}
