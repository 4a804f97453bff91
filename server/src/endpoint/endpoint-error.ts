/** What went wrong with an endpoint, as a plain sentence with the address that was tried. */
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'openai';

export type EndpointProblem = 'key' | 'quota' | 'address' | 'connection' | 'time' | 'refused' | 'answer';

export class EndpointError extends Error {
  readonly problem: EndpointProblem;

  constructor(problem: EndpointProblem, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'EndpointError';
    this.problem = problem;
  }
}

/** Undefined for a request that the user has stopped. */
export function endpointError(error: unknown, url: string): EndpointError | undefined {
  if (error instanceof APIUserAbortError || (error instanceof Error && error.name === 'AbortError')) return undefined;
  if (error instanceof EndpointError) return error;
  if (error instanceof APIConnectionError && error.cause instanceof EndpointError) return error.cause;
  const [problem, text] = described(error, url);
  return new EndpointError(problem, text, error);
}

function described(error: unknown, url: string): [EndpointProblem, string] {
  if (error instanceof APIConnectionTimeoutError) return ['time', `${url} did not answer in time.`];
  if (error instanceof APIConnectionError) return ['connection', `${url} cannot be reached${reasonOf(error)}.`];
  if (error instanceof AuthenticationError) return ['key', `${url} does not accept the key (401).`];
  if (error instanceof PermissionDeniedError) return ['key', `${url} does not allow this with the key (403).`];
  if (error instanceof NotFoundError) {
    return [
      'address',
      `${url} does not exist there (404): the address or the name of the model is wrong${said(error)}.`,
    ];
  }
  if (error instanceof RateLimitError)
    return ['quota', `${url} says that the quota or the rate is used up (429)${said(error)}.`];
  if (error instanceof APIError && error.status !== undefined) {
    return ['refused', `${url} answered with an error (${error.status})${said(error)}.`];
  }
  if (error instanceof SyntaxError)
    return ['answer', `${url} answered with something that is no JSON. Is it the right address?`];
  if (error instanceof APIError) return ['refused', `${url} reported an error${said(error)}.`];
  const text = error instanceof Error ? error.message : String(error);
  return ['connection', `The answer of ${url} broke off: ${plain(text)}.`];
}

/** What the endpoint itself says: one line, and nothing of a page in HTML. */
function said(error: APIError): string {
  const text = plain(bodyMessage(error) ?? error.message.replace(/^\d{3}\s*/, ''));
  return text === '' || /<\/?[a-z!]/i.test(text) || text === '(no body)' ? '' : `: ${text}`;
}

function bodyMessage({ error }: APIError): string | undefined {
  const body: unknown = error;
  if (typeof body !== 'object' || body === null) return undefined;
  const inner = 'error' in body ? body.error : body;
  if (typeof inner === 'string') return inner;
  return typeof inner === 'object' && inner !== null && 'message' in inner && typeof inner.message === 'string'
    ? inner.message
    : undefined;
}

function reasonOf({ cause }: APIConnectionError): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : undefined;
  return code === undefined ? '' : ` (${reasons[code] ?? code})`;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name of the host is not known',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ECONNRESET: 'the connection was closed',
  UND_ERR_SOCKET: 'the connection was closed',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody known',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody known',
};

function plain(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\b(?:sk|pk|rk)[-_][\w*-]{8,}/g, '[key]')
    .trim()
    .replace(/\.+$/, '')
    .slice(0, 300);
}
