/** The comments by which tools divide one migration file into the way there and the way back. */

const up = /^--[\s-]*(?:migrate:up|\+(?:goose|migrate|micrate)\s+up|!ups?|rambler\s+up|up\s+migration)\b/i;
const down =
  /^--[\s-]*(?:(?:migrate:down|\+(?:goose|migrate|micrate)\s+down|!downs?|rambler\s+down|down\s+migration|(?:\/\/\s*)?@undo)\b|create above\s*\/\s*drop below)/i;

/** Which way the statements behind the comment go; undefined for a comment that says nothing of it. */
export function directionSaid(comment: string): 'up' | 'down' | undefined {
  return down.test(comment) ? 'down' : up.test(comment) ? 'up' : undefined;
}

/** Whether a line of the text is the comment behind which the way back begins. */
export function turnsBack(text: string): boolean {
  return text.split('\n').some((line) => down.test(line));
}
