/** Takes secrets out of text that is about to leave the machine. What is left says where one was. */

const mask = '[secret]';

/** Each pattern's groups are what stays: before and after the secret. */
const secrets: readonly RegExp[] = [
  // A password in a URL: postgresql://user:password@host
  /(\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@'"]{0,200}:)[^\s@'"]{1,500}(@)/gi,
  // Keys that say by their beginning what they are.
  /\b()(?:sk|pk|rk)[-_](?:[a-z]{2,10}[-_])*[\w-]{16,300}()/gi,
  /\b()(?:gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,255}|xox[abprs]-[\w-]{10,255})()/g,
  /\b()(?:AKIA|ASIA)[A-Z0-9]{16}\b()/g,
  /\b()AIza[\w-]{30,60}()/g,
  // A JSON web token.
  /\b()eyJ[\w-]{10,2000}\.eyJ[\w-]{5,4000}\.[\w-]{5,1000}()/g,
  /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[\s\S]{1,20000}?(-----END [A-Z ]{0,30}PRIVATE KEY-----)/g,
  // password = '…', API_KEY: "…", pwd=…; in SQL also PASSWORD '…'. A value is needed, a type or a name is none.
  /(\b[\w-]{0,60}(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token)["']?\s{0,5}(?::=|=>|[:=])\s{0,5}["'])[^"'\n]{3,500}(["'])/gi,
  /(\bpassword\s{1,5}')[^'\n]{1,500}(')/gi,
  /(^[ \t]{0,20}(?:export[ \t]+)?[A-Z][A-Z0-9_]{0,60}(?:PASSWORD|SECRET|TOKEN|KEY)=)[^\s'"]{6,500}()/gm,
];

export interface Masked {
  readonly text: string;
  /** How many secrets were taken out. */
  readonly count: number;
}

export function maskSecrets(text: string): Masked {
  let count = 0;
  let masked = text;
  for (const secret of secrets) {
    masked = masked.replace(secret, (whole, before: string, after: string) => {
      if (whole === `${before}${mask}${after}`) return whole;
      count++;
      return `${before}${mask}${after}`;
    });
  }
  return { text: masked, count };
}
