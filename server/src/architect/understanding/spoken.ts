/** What of a question is said, as opposed to pasted: code, logs and long texts are material and no words of it. */

export interface Spoken {
  readonly text: string;
  /** What was taken out. */
  readonly pasted: 'code' | 'text' | undefined;
}

/** Who writes more says what is wanted at the beginning or at the end. */
const longest = 3_000;
const kept = 1_000;

export function spokenIn(text: string): Spoken {
  const unfenced = withoutFences(text);
  const prose = withoutCode(unfenced);
  const pasted = prose.trim() === text.trim() ? undefined : 'code';
  if (prose.length <= longest) return { text: prose.trim(), pasted };
  return { text: `${prose.slice(0, kept)}\n${prose.slice(-kept)}`.trim(), pasted: pasted ?? 'text' };
}

function withoutFences(text: string): string {
  let isOpen = false;
  const lines = text.split('\n').filter((line) => {
    if (!/^\s{0,3}(?:```|~~~)/.test(line)) return !isOpen;
    isOpen = !isOpen;
    return false;
  });
  return lines.join('\n');
}

/** A line that is a statement or a frame of a stack beyond doubt, also when it stands alone. */
const statement =
  /^\s*(?:create\s+(?:or\s+replace\s+)?(?:\w+\s+){0,2}(?:table|view|index|type|function|trigger|policy)\s[^?]{1,300}[(;]|select\s[^?]{1,300}\sfrom\s+["\w.]+\s*(?:$|;|where\b|join\b|order\b|group\b|limit\b|left\b|inner\b|[a-z]\w*\s+(?:join|where)\b)|insert\s+into\s[^?]{1,300}(?:values|select)\b|update\s+["\w.]+\s+set\s+["\w.]+\s*=|delete\s+from\s+["\w.]+\s*(?:;|$|where\b)|alter\s+table\s+["\w.]+\s+(?:add|drop|alter|rename|owner|enable)\b|drop\s+\w+\s+(?:if\s+exists\s+)?["\w.]+(?:\s+cascade)?\s*;|traceback\s\(|file\s"[^"]*",\sline\s\d|at\s\S+\s?\(\S+:\d+|\S*(?:Error|Exception):\s)/i;

/** A line that is likely to be code where most lines around it are. */
const codeLike =
  /^\s*(?:--|\/\*|\*|#|@|\)|\}|import\s|from\s+[\w.]+\s+import|class\s|def\s|async\s|model\s+\w+\s*\{|enum\s+\w+\s*\{|set\s|grant\s|copy\s|\\)|[;,({})\]]\s*$|\b(?:varchar|bigint|integer|timestamptz?|not null|primary key|references|mapped_column|Column)\b|@(?:id|relation|default|unique)\b|^\s{4,}\S/i;

function withoutCode(text: string): string {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const isCode = (line: string): boolean => statement.test(line.slice(0, 1_000));
  const looksLikeCode = (line: string): boolean => isCode(line) || codeLike.test(line.slice(0, 1_000));
  const isDump = filled.length >= 6 && filled.filter(looksLikeCode).length >= filled.length / 2;
  if (!isDump) return lines.filter((line) => !isCode(line)).join('\n');
  // In between stand comments and bodies of functions; what is said stands around it.
  const first = lines.findIndex(looksLikeCode);
  const last = lines.findLastIndex(looksLikeCode);
  return [...lines.slice(0, first), ...lines.slice(last + 1)].join('\n');
}
