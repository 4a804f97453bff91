/** The code of an answer that buttons can work on. */

export interface AnswerCode {
  readonly language: 'sql' | 'prisma' | 'python';
  readonly code: string;
}

const languages: Readonly<Record<string, AnswerCode['language']>> = {
  sql: 'sql',
  postgresql: 'sql',
  postgres: 'sql',
  mysql: 'sql',
  sqlite: 'sql',
  tsql: 'sql',
  prisma: 'prisma',
  python: 'python',
  py: 'python',
};

/** Fenced blocks in a language of schemas, in their order. */
export function answerCode(markdown: string): readonly AnswerCode[] {
  return [...markdown.matchAll(/^(`{3,})(\w+)[^\n]*\n([\s\S]*?)^\1`*[ \t]*$/gm)].flatMap((match) => {
    const language = languages[match[2]!.toLowerCase()];
    const code = match[3]!.trimEnd();
    return language === undefined || code === '' ? [] : [{ language, code }];
  });
}

/** Queries alone make no migration. */
export function changesSchema({ language, code }: AnswerCode): boolean {
  return language === 'sql' && /^\s*(?:create|alter|drop|comment\s+on|grant|revoke|truncate|rename)\b/im.test(code);
}

/** The first line that says what the code is, for a list to choose from. */
export function titleOf({ code }: AnswerCode): string {
  const lines = code.split('\n').map((line) => line.trim());
  return (lines.find((line) => line !== '' && !/^(?:--|\/\/|#|\/\*)/.test(line)) ?? lines[0] ?? '').slice(0, 80);
}
