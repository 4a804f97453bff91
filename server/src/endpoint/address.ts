/** Addresses of OpenAI-compatible endpoints, as people write them and as they are used. */

export interface EndpointAddress {
  /** What paths such as `/chat/completions` are appended to; no slash at the end. */
  readonly baseUrl: string;
  /** Scheme, host and port: what a key belongs to. */
  readonly origin: string;
  /** What should be known before anything is sent there. */
  readonly warning: string | undefined;
}

/** The paths that people copy along with the address. */
const operations = /\/(?:chat\/completions|completions|responses|models|embeddings)\/?$/;

/** Throws an error with a plain sentence where the text is no address. */
export function readAddress(text: string): EndpointAddress {
  const written = text.trim();
  const url = parsed(
    /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `${isLocalName(written) ? 'http' : 'https'}://${written}`,
  );
  if (url === undefined || url.hostname === '')
    throw new Error(`"${written}" is no address. Write one such as https://host/v1.`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Error(`The address has to begin with https:// or http://, not with ${url.protocol}//.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Error('The address holds a user name or a password. Leave it out: the key is asked for by itself.');
  }
  const path = url.pathname.replace(operations, '').replace(/\/+$/, '');
  const isPlain = url.protocol === 'http:' && !isLoopback(url.hostname);
  return {
    baseUrl: `${url.origin}${path === '' ? '/v1' : path}`,
    origin: url.origin,
    warning: isPlain
      ? `${url.origin} is not encrypted (http): the key, the questions and the schema can be read on the way.`
      : undefined,
  };
}

/** This machine, by name or by number. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|(?:[^.]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

function isLocalName(written: string): boolean {
  return /^(?:localhost|127\.\d|\[::1\])/i.test(written);
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
