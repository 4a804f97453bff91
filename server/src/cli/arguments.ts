/** Reads the arguments of a command; what is not understood becomes a `CannotRun` that says what would be. */
import { parseArgs } from 'node:util';
import { mostSimilar } from '../text/similar-name.ts';
import { CannotRun } from './io.ts';
import { type Command, type Flag, programName } from './usage.ts';

export interface Arguments<Flags extends Command['flags']> {
  readonly operands: readonly string[];
  readonly flags: { readonly [Name in keyof Flags]?: Flags[Name] extends { readonly value: string } ? string : true };
  readonly help: boolean;
}

export function readArguments<Flags extends Command['flags']>(
  command: Command & { readonly flags: Flags },
  args: readonly string[],
): Arguments<Flags> {
  const hint = `See ${programName} ${command.name} --help.`;
  const known: Command['flags'] = { ...command.flags, help: { help: '' } };
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(
        Object.entries(known).map(([name, { value }]) => [
          name,
          { type: value === undefined ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
      help: { type: 'boolean', short: 'h' },
    },
    strict: false,
    tokens: true,
  });
  const operands: string[] = [];
  const flags: Record<string, string | true> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = known[token.name];
    if (flag === undefined) throw new CannotRun(`There is no flag ${token.rawName}.${guess(token.name, known)}`, hint);
    flags[token.name] = checkedValue(token.rawName, flag, token.value, hint);
  }
  return { operands, flags: flags as Arguments<Flags>['flags'], help: flags.help === true };
}

function checkedValue(name: string, flag: Flag, value: string | undefined, hint: string): string | true {
  if (flag.value === undefined) {
    if (value !== undefined) throw new CannotRun(`${name} takes no value.`, hint);
    return true;
  }
  // `--format --fix` is a forgotten value far more often than a value that begins with two dashes.
  if (value === undefined || value === '' || value.startsWith('--')) {
    throw new CannotRun(`${name} needs a value: ${name} <${flag.choices?.join('|') ?? flag.value}>.`, hint);
  }
  if (flag.choices !== undefined && !flag.choices.includes(value)) {
    const similar = mostSimilar(value, flag.choices);
    const guessed = similar === undefined ? '' : ` Did you mean "${similar}"?`;
    throw new CannotRun(`${name} "${value}" is not one of ${flag.choices.join(', ')}.${guessed}`, hint);
  }
  return value;
}

function guess(name: string, known: Command['flags']): string {
  const similar = mostSimilar(name, Object.keys(known));
  return similar === undefined ? '' : ` Did you mean --${similar}?`;
}
