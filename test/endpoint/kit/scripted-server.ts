/** An OpenAI-compatible server on this machine that answers what a test wants, and keeps what it was asked. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

export type Script = (request: Received, response: ServerResponse, count: number) => void | Promise<void>;

export class ScriptedServer {
  readonly requests: Received[] = [];
  readonly #server: Server;
  script: Script;

  private constructor(script: Script) {
    this.script = script;
    this.#server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => {
        text += chunk;
      });
      request.on('end', () => {
        const body = text === '' ? {} : JSON.parse(text);
        const { method = '', url: path = '', headers } = request;
        const received: Received = { method, path, headers, body };
        this.requests.push(received);
        void this.script(received, response, this.requests.length);
      });
    });
  }

  static async start(script: Script = () => undefined): Promise<ScriptedServer> {
    const server = new ScriptedServer(script);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Server-sent events of a streamed answer; each delta is one chunk. `null` for a stream that ends without its end. */
export function stream(response: ServerResponse, deltas: readonly unknown[], end: string | null = 'stop'): void {
  startStream(response);
  for (const delta of deltas) send(response, delta);
  if (end !== null) {
    send(response, {}, end);
    response.write('data: [DONE]\n\n');
  }
  response.end();
}

export function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

/** Whether the response takes more at once. */
export function send(response: ServerResponse, delta: unknown, end: string | null = null): boolean {
  const chunk = { id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: end }] };
  return response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
