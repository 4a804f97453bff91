/** What an endpoint sends, bounded before the client holds it: it keeps a body, or a line of a stream, until its end. */
import { EndpointError } from './endpoint-error.ts';

/** Bytes. A list of all models of a large broker has some 2 MB, a piece of an answer some hundred bytes. */
const longestBody = 32_000_000;
const longestEvent = 8_000_000;
/** What an error says is its beginning. */
const longestErrorBody = 64_000;

const newline = 0x0a;
const carriageReturn = 0x0d;

/** The same response; reading its body throws an `EndpointError` where it is too long, and an error's body just ends. */
export function bounded(response: Response, url: string): Response {
  if (response.body === null) return response;
  const isEvents = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const bound = !response.ok ? cut() : isEvents ? eventsBelow(longestEvent, url) : below(longestBody, url);
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(bound), { status, statusText, headers });
}

type Bound = TransformStream<Uint8Array, Uint8Array>;

function cut(): Bound {
  let left = longestErrorBody;
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) controller.terminate();
    },
  });
}

function below(most: number, url: string): Bound {
  let length = 0;
  return new TransformStream({
    transform(chunk, controller) {
      length += chunk.length;
      if (length > most) throw tooMuch(url);
      controller.enqueue(chunk);
    },
  });
}

/** An event ends at an empty line; the stream as a whole may be as long as the answer is. */
function eventsBelow(most: number, url: string): Bound {
  let length = 0;
  let isLineEmpty = false;
  let last = 0;
  return new TransformStream({
    transform(chunk, controller) {
      for (const byte of chunk) {
        const endsLine = byte === carriageReturn || (byte === newline && last !== carriageReturn);
        if (endsLine && isLineEmpty) length = 0;
        else length++;
        if (byte !== newline || endsLine) isLineEmpty = endsLine;
        last = byte;
      }
      if (length > most) throw tooMuch(url);
      controller.enqueue(chunk);
    },
  });
}

function tooMuch(url: string): EndpointError {
  return new EndpointError('answer', `${url} sent more than any answer needs.`, undefined);
}
