/**
 * Tells which statements PostgreSQL's grammar certainly accepts, of the kinds that schemas mostly consist of. It is there
 * so that the grammar itself, which takes many times as long, has to be asked about few. An answer of false says nothing.
 */
import type { Tokens } from './lexer.ts';
import { Recognizer } from './recognizer.ts';

/** `source` is the text of the statement, which the tokens are of. */
export function isCertainlyRight(tokens: Tokens, source: string): boolean {
  const here = new Recognizer(tokens);
  return statement(here) && here.done && !isDividedOtherwise(source);
}

/** Whether PostgreSQL may find other tokens than we do: white space, templates, ends of lines in comments. */
function isDividedOtherwise(source: string): boolean {
  return (
    unusual.test(source) ||
    source.includes('{{') ||
    source.includes('{%') ||
    (source.includes('#') && /[^\s'"(,]#/.test(source)) ||
    (source.includes('\r') && /\r(?!\n)/.test(source))
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const unusual = /[\x00-\x08\x0e-\x1f\x7f-\xa0\u212a\ufeff]/;

function statement(here: Recognizer): boolean {
  switch (here.word) {
    case 'create':
      return here.skip() && create(here);
    case 'alter':
      return here.skip() && here.accept('table') && alterTable(here);
    case 'comment':
      return here.skip() && comment(here);
    case 'insert':
      return here.skip() && insert(here);
    case 'drop':
      return here.skip() && drop(here);
    case 'set':
      return here.skip() && set(here);
    case 'select':
      return here.skip() && here.list(here.expression);
    case 'update':
      return here.skip() && update(here);
    case 'delete':
      return here.skip() && here.accept('from') && here.qualifiedName() && where(here);
    case 'truncate':
      here.skip();
      here.accept('table');
      return here.list(here.qualifiedName) && dropBehavior(here);
    default:
      return false;
  }
}

function create(here: Recognizer): boolean {
  if (here.accept('table')) {
    return ifNotExists(here) && here.qualifiedName() && here.group(() => element(here));
  }
  if (here.acceptAll('unique', 'index') || here.accept('index')) return index(here);
  if (here.accept('type')) {
    return here.qualifiedName() && here.acceptAll('as', 'enum') && here.group(here.string);
  }
  if (here.accept('sequence')) return ifNotExists(here) && here.qualifiedName() && sequenceOptions(here);
  if (here.accept('schema') || here.accept('extension')) return ifNotExists(here) && here.name();
  return false;
}

function ifNotExists(here: Recognizer): boolean {
  return here.word !== 'if' || here.acceptAll('if', 'not', 'exists');
}

function ifExists(here: Recognizer): boolean {
  return here.word !== 'if' || here.acceptAll('if', 'exists');
}

function element(here: Recognizer): boolean {
  return startsConstraint.has(here.word) ? tableConstraint(here) : column(here);
}

const startsConstraint: ReadonlySet<string> = new Set(['constraint', 'primary', 'unique', 'foreign', 'check']);

function column(here: Recognizer): boolean {
  if (!here.name() || !here.type()) return false;
  let collated = false;
  while (here.word !== ',' && here.word !== ')' && !here.done) {
    if (here.accept('collate')) {
      if (collated || !here.qualifiedName()) return false;
      collated = true;
    } else {
      if (here.accept('constraint') && !here.name()) return false;
      if (!columnConstraint(here)) return false;
    }
  }
  return true;
}

function columnConstraint(here: Recognizer): boolean {
  switch (here.word) {
    case 'not':
      return here.acceptAll('not', 'null');
    case 'null':
      return here.skip();
    case 'unique':
      return here.skip();
    case 'primary':
      return here.acceptAll('primary', 'key');
    case 'default':
      return here.skip() && here.sum();
    case 'check':
      return here.skip() && condition(here);
    case 'references':
      return references(here) && deferral(here);
    case 'generated':
      return here.skip() && generated(here);
    default:
      return false;
  }
}

function generated(here: Recognizer): boolean {
  if (here.acceptAll('by', 'default')) return here.acceptAll('as', 'identity') && identityOptions(here);
  if (!here.acceptAll('always', 'as')) return false;
  if (here.accept('identity')) return identityOptions(here);
  return condition(here) && here.accept('stored');
}

function identityOptions(here: Recognizer): boolean {
  return !here.accept('(') || (sequenceOption(here) && sequenceOptions(here) && here.accept(')'));
}

function sequenceOptions(here: Recognizer): boolean {
  while (!here.done && here.word !== ')') if (!sequenceOption(here)) return false;
  return true;
}

function sequenceOption(here: Recognizer): boolean {
  switch (here.word) {
    case 'start':
      here.skip();
      here.accept('with');
      return signed(here);
    case 'increment':
      here.skip();
      here.accept('by');
      return signed(here);
    case 'minvalue':
    case 'maxvalue':
    case 'cache':
      return here.skip() && signed(here);
    case 'no':
      return here.skip() && (here.accept('minvalue') || here.accept('maxvalue') || here.accept('cycle'));
    case 'cycle':
      return here.skip();
    case 'sequence':
      return here.acceptAll('sequence', 'name') && here.qualifiedName();
    default:
      return false;
  }
}

function signed(here: Recognizer): boolean {
  here.accept('-');
  return here.number();
}

function condition(here: Recognizer): boolean {
  return here.accept('(') && here.expression() && here.accept(')');
}

function tableConstraint(here: Recognizer): boolean {
  if (here.accept('constraint') && !here.name()) return false;
  if (here.acceptAll('primary', 'key') || here.accept('unique')) return here.group(here.name) && deferral(here);
  if (here.accept('check')) return condition(here);
  return here.acceptAll('foreign', 'key') && here.group(here.name) && references(here) && deferral(here);
}

function references(here: Recognizer): boolean {
  if (!here.accept('references') || !here.qualifiedName()) return false;
  if (here.word === '(' && !here.group(here.name)) return false;
  if (here.accept('match') && !here.accept('full') && !here.accept('simple')) return false;
  const first = action(here);
  return first !== 'wrong' && (first === 'none' || action(here, first) !== 'wrong');
}

type Action = 'none' | 'wrong' | 'delete' | 'update';

/** ON DELETE or ON UPDATE with what is to be done; each at most once. */
function action(here: Recognizer, before?: Action): Action {
  if (!here.accept('on')) return 'none';
  const event = here.accept('delete') ? 'delete' : here.accept('update') ? 'update' : 'wrong';
  if (event === 'wrong' || event === before) return 'wrong';
  const isKnown =
    here.accept('cascade') ||
    here.accept('restrict') ||
    here.acceptAll('no', 'action') ||
    here.acceptAll('set', 'null') ||
    here.acceptAll('set', 'default');
  return isKnown ? event : 'wrong';
}

function deferral(here: Recognizer): boolean {
  if (!here.accept('deferrable') || !here.accept('initially')) return true;
  return here.accept('deferred') || here.accept('immediate');
}

function index(here: Recognizer): boolean {
  here.accept('concurrently');
  if (here.word === 'if' && !here.acceptAll('if', 'not', 'exists')) return false;
  // Only with IF NOT EXISTS the name has to be there, and hardly anybody leaves it out.
  if (!here.name()) return false;
  if (!here.accept('on')) return false;
  here.accept('only');
  if (!here.qualifiedName()) return false;
  if (here.accept('using') && !here.name()) return false;
  if (!here.group(() => indexPart(here))) return false;
  if (here.accept('include') && !here.group(here.name)) return false;
  return where(here);
}

function where(here: Recognizer): boolean {
  return !here.accept('where') || here.expression();
}

function indexPart(here: Recognizer): boolean {
  if (here.word === '(' ? !condition(here) : !indexed(here)) return false;
  if (here.accept('collate') && !here.qualifiedName()) return false;
  if (!endsIndexPart.has(here.word) && !here.qualifiedName()) return false;
  if (!here.accept('asc')) here.accept('desc');
  return !here.accept('nulls') || here.accept('first') || here.accept('last');
}

const endsIndexPart: ReadonlySet<string> = new Set([',', ')', 'asc', 'desc', 'nulls']);

/** A column, or what a function makes of some. */
function indexed(here: Recognizer): boolean {
  if (here.accept('coalesce')) return here.group(here.expression);
  if (!here.plainName()) return here.name();
  if (!here.accept('.')) return here.word !== '(' || here.call();
  return here.plainName() && here.call();
}

function alterTable(here: Recognizer): boolean {
  if (!ifExists(here)) return false;
  here.accept('only');
  return here.qualifiedName() && here.list(() => alteration(here));
}

function alteration(here: Recognizer): boolean {
  if (here.accept('add')) {
    if (startsConstraint.has(here.word)) return tableConstraint(here);
    here.accept('column');
    return ifNotExists(here) && column(here);
  }
  if (here.accept('drop')) {
    if (!here.accept('constraint')) here.accept('column');
    return ifExists(here) && here.name() && dropBehavior(here);
  }
  // In quotes it might be "none", which is no role.
  if (here.acceptAll('owner', 'to')) return here.word !== '' && here.plainName();
  if (here.acceptAll('enable', 'row', 'level')) return here.accept('security');
  if (!here.accept('alter')) return false;
  here.accept('column');
  return here.name() && columnAlteration(here);
}

function columnAlteration(here: Recognizer): boolean {
  if (here.accept('drop')) return here.accept('default') || here.acceptAll('not', 'null');
  if (!here.accept('set')) return here.accept('type') && here.type();
  if (here.accept('default')) return here.sum();
  return here.acceptAll('data', 'type') ? here.type() : here.acceptAll('not', 'null');
}

function dropBehavior(here: Recognizer): boolean {
  if (!here.accept('cascade')) here.accept('restrict');
  return true;
}

function comment(here: Recognizer): boolean {
  if (!here.accept('on') || !here.acceptOneOf(commented)) return false;
  if (!here.qualifiedName() || !here.accept('is')) return false;
  return here.accept('null') || here.string();
}

const commented: ReadonlySet<string> = new Set(['table', 'column', 'index', 'view', 'sequence']);

function insert(here: Recognizer): boolean {
  if (!here.accept('into') || !here.qualifiedName()) return false;
  if (here.word === '(' && !here.group(here.name)) return false;
  const value = () => here.accept('default') || here.expression();
  if (!here.accept('values') || !here.list(() => here.group(value))) return false;
  return !here.acceptAll('on', 'conflict') || here.acceptAll('do', 'nothing');
}

function drop(here: Recognizer): boolean {
  const name = here.word === 'type' ? here.type : here.qualifiedName;
  if (!here.acceptOneOf(dropped) || !ifExists(here)) return false;
  return here.list(name) && dropBehavior(here);
}

const dropped: ReadonlySet<string> = new Set(['table', 'index', 'view', 'sequence', 'type']);

function update(here: Recognizer): boolean {
  const assignment = () => here.name() && here.accept('=') && here.expression();
  return here.qualifiedName() && here.accept('set') && here.list(assignment) && where(here);
}

function set(here: Recognizer): boolean {
  if (startsSetting.has(here.word) || !here.qualifiedName()) return false;
  if (!here.accept('=') && !here.accept('to')) return false;
  return here.list(() => here.plainName() || here.string() || booleans(here) || signed(here));
}

function booleans(here: Recognizer): boolean {
  return here.accept('true') || here.accept('false') || here.accept('on');
}

/** What SET means something else with. */
const startsSetting: ReadonlySet<string> = new Set([
  'session',
  'local',
  'time',
  'transaction',
  'role',
  'schema',
  'catalog',
  'names',
  'constraints',
  'xml',
]);
