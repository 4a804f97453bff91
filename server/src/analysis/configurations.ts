/** The settings of all folders, and what they come to for a file. */
import type { Severity } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import type { Evidence } from '../workspace/dialect-evidence.ts';
import type { FixedDatabase } from '../workspace/layout.ts';
import { type Configuration, defaultConfiguration } from './configuration.ts';
import { globMatcher } from './glob.ts';
import { evidenceOf, languageOf } from './languages.ts';
import type { EnabledRule } from './rule-checks.ts';

export class Configurations {
  readonly #byFolder = new Map<string, Configuration>();

  set(folder: string, configuration: Configuration): void {
    this.#byFolder.set(folder.replace(/\/$/, ''), configuration);
  }

  /** The settings of the nearest folder that has some. */
  of(file: string): Configuration {
    let folder = file;
    for (;;) {
      const found = this.#byFolder.get(folder);
      if (found !== undefined) return found;
      const slash = folder.lastIndexOf('/');
      if (slash === -1) return this.#byFolder.get('') ?? defaultConfiguration;
      folder = folder.slice(0, slash);
    }
  }

  /** What the settings, or else path and text, say of the file's dialect. */
  evidenceOf(file: string, text: string): Evidence {
    const { dialect } = this.of(file);
    // A Prisma schema names its database itself.
    return dialect === undefined || languageOf(file) === 'prisma'
      ? evidenceOf(file, text)
      : { dialect, foreign: undefined };
  }

  /** The rules as the settings want them for the file. */
  enabledRules(file: string, rules: readonly Rule[]): readonly EnabledRule[] {
    const { rules: settings } = this.of(file);
    const enabled: EnabledRule[] = [];
    for (const rule of rules) {
      const setting = settings.get(rule.id);
      if (setting?.severity === 'off' || (setting === undefined && rule.offByDefault === true)) continue;
      const severity: Severity | 'default' = setting?.severity ?? 'default';
      enabled.push({
        rule,
        severity: severity === 'default' ? rule.severity : severity,
        severityIsSet: severity !== 'default',
        options: { ...rule.options, ...setting?.options },
      });
    }
    return enabled;
  }

  /** The databases that the settings name, with those of the files that are theirs. */
  fixedDatabases(files: readonly string[]): readonly FixedDatabase[] {
    return [...this.#byFolder].flatMap(([folder, { databases }]) => {
      const start = folder === '' ? '' : `${folder}/`;
      return databases.map(({ name, dialect, files: globs }) => {
        const own = globs.flatMap((glob) => {
          const matches = globMatcher(glob);
          return files.filter((file) => file.startsWith(start) && matches(file.slice(start.length))).sort();
        });
        return { name, dialect, files: own };
      });
    });
  }
}
