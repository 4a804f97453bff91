/** Several questions in one text: each is answered by itself, and none is lost in the words of the others. */

const most = 5;
/** A part with more words describes a system, which is one question however many marks it has. */
const longestPart = 25;

/** The parts, without their numbers; one or none where the text is one question. */
export function questionsIn(text: string): readonly string[] {
  const numbered = text.split(/(?:^|\s)\(?\d{1,2}[.)]\s+/).filter((part) => part.trim() !== '');
  const parts = (numbered.length > 1 ? numbered : text.split(/(?<=[?？])\s*/)).map((part) =>
    part.replace(/\s+/g, ' ').trim(),
  );
  const asked = parts.filter((part) => part !== '');
  const isEach = asked.every((part) => /[?？]$/.test(part) && part.split(' ').length <= longestPart);
  return isEach && asked.length <= most ? asked : [];
}
