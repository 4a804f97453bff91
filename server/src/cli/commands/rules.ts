/** `db-architect rules`: the catalogue. */
import { catalogue } from '../../rules/catalogue.ts';
import type { Arguments } from '../arguments.ts';
import type { ExitCode, Io } from '../io.ts';
import { rulesJson, rulesMarkdown } from '../rule-list.ts';
import type { rulesCommand } from '../usage.ts';

export function rules({ flags }: Arguments<typeof rulesCommand.flags>, { stdout }: Io): ExitCode {
  stdout.write(flags.format === 'json' ? rulesJson(catalogue) : rulesMarkdown(catalogue));
  return 0;
}
