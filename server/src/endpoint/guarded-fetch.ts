/**
 * Requests carry what they need and no more. The client adds headers from environment variables (OPENAI_CUSTOM_HEADERS),
 * which belong to another address, follows wherever an answer points, and holds whatever comes back.
 */
import { bounded } from './bounded-body.ts';
import { EndpointError } from './endpoint-error.ts';

const needed = ['accept', 'content-type'];

export function guardedFetch(key: string | undefined): typeof fetch {
  return async (input, init) => {
    const given = new Headers(init?.headers);
    const headers = new Headers({ 'user-agent': 'database-architect' });
    for (const name of needed) {
      const value = given.get(name);
      if (value !== null) headers.set(name, value);
    }
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
    const response = await fetch(input, { ...init, headers, redirect: 'manual' });
    const from = input instanceof Request ? input.url : String(input);
    if (response.status >= 300 && response.status < 400) {
      const target = response.headers.get('location') ?? 'another address';
      throw new EndpointError(
        'address',
        `${from} leads to ${target}. Set that address up, if you trust it.`,
        undefined,
      );
    }
    return bounded(response, from);
  };
}
