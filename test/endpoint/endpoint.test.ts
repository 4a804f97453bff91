/** OpenAI-compatible endpoints through the real client, against a server that follows a script. */
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Piece } from '../../server/src/conversation/message.ts';
import { readAddress } from '../../server/src/endpoint/address.ts';
import { Endpoint, type ModelRequest } from '../../server/src/endpoint/endpoint.ts';
import { json, ScriptedServer, send, startStream, stream } from './kit/scripted-server.ts';

let server: ScriptedServer;
beforeEach(async () => {
  server = await ScriptedServer.start();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

function endpoint(more: { key?: string; timeout?: number; silence?: number } = {}): Endpoint {
  return new Endpoint({ address: readAddress(server.url), key: undefined, ...more });
}

const question: ModelRequest = { model: 'm', messages: [{ role: 'user', parts: [{ kind: 'text', text: 'Hello?' }] }] };

async function all(pieces: AsyncIterable<Piece>): Promise<readonly Piece[]> {
  const found: Piece[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
}

async function answerOf(request: ModelRequest = question, more = {}): Promise<readonly Piece[]> {
  return all(endpoint(more).answer(request));
}

const weather = {
  name: 'list_tables',
  description: 'Lists tables.',
  inputSchema: { type: 'object', properties: { schema: { type: 'string' } } },
};

describe('an answer', () => {
  test('arrives piece by piece', async () => {
    server.script = (_request, response) =>
      stream(response, [{ role: 'assistant', content: '' }, { content: 'Hel' }, { content: 'lo' }]);
    expect(await answerOf()).toEqual([
      { kind: 'text', text: 'Hel' },
      { kind: 'text', text: 'lo' },
    ]);
    expect(server.requests[0]).toMatchObject({ path: '/v1/chat/completions', body: { model: 'm', stream: true } });
  });

  test('says so where it is cut off at a limit', async () => {
    server.script = (_request, response) => stream(response, [{ content: 'Half' }], 'length');
    expect((await answerOf()).at(-1)).toMatchObject({ text: expect.stringContaining('limit of tokens') });
    server.script = (_request, response) => stream(response, [], 'length');
    await expect(answerOf()).rejects.toThrow(/limit of tokens before it answered/);
  });

  test('may call tools, whose arguments come in pieces', async () => {
    server.script = (_request, response) =>
      stream(
        response,
        [
          { content: 'Looking.' },
          { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'list_tables', arguments: '' } }] },
          { tool_calls: [{ index: 0, function: { arguments: '{"sche' } }] },
          { tool_calls: [{ index: 1, id: 'b', type: 'function', function: { name: 'list_tables', arguments: '{}' } }] },
          { tool_calls: [{ index: 0, function: { arguments: 'ma":"x"}' } }] },
        ],
        'tool_calls',
      );
    expect(await answerOf({ ...question, tools: [weather] })).toEqual([
      { kind: 'text', text: 'Looking.' },
      { kind: 'call', id: 'a', name: 'list_tables', input: { schema: 'x' } },
      { kind: 'call', id: 'b', name: 'list_tables', input: {} },
    ]);
    expect(server.requests[0]!.body.tools).toEqual([
      {
        type: 'function',
        function: { name: 'list_tables', description: 'Lists tables.', parameters: weather.inputSchema },
      },
    ]);
  });

  test('follows calls and their results in the order that the protocol wants', async () => {
    server.script = (_request, response) => stream(response, [{ content: 'ok' }]);
    await answerOf({
      model: 'm',
      messages: [
        { role: 'user', parts: [{ kind: 'text', text: 'q' }] },
        {
          role: 'assistant',
          parts: [
            { kind: 'text', text: 'Looking.' },
            { kind: 'call', id: 'a', name: 't', input: { n: 1 } },
          ],
        },
        {
          role: 'user',
          parts: [
            { kind: 'text', text: 'and' },
            { kind: 'result', callId: 'a', text: '3 tables' },
          ],
        },
      ],
    });
    expect(server.requests[0]!.body.messages).toEqual([
      { role: 'user', content: 'q' },
      {
        role: 'assistant',
        content: 'Looking.',
        tool_calls: [{ id: 'a', type: 'function', function: { name: 't', arguments: '{"n":1}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: '3 tables' },
      { role: 'user', content: 'and' },
    ]);
  });

  test('ends without an error when the user stops it', async () => {
    const stop = new AbortController();
    server.script = (_request, response) => {
      startStream(response);
      send(response, { content: 'one' });
    };
    const pieces: Piece[] = [];
    for await (const piece of endpoint().answer({ ...question, signal: stop.signal })) {
      pieces.push(piece);
      stop.abort();
    }
    expect(pieces).toEqual([{ kind: 'text', text: 'one' }]);
  });

  test('ignores what the protocol does not know', async () => {
    server.script = (_request, response) =>
      stream(response, [{ reasoning_content: 'hm' }, { content: 'x', annotations: [] }, { content: null }]);
    expect(await answerOf()).toEqual([{ kind: 'text', text: 'x' }]);
  });
});

describe('what leaves the machine', () => {
  test('holds no key and no header from the environment', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-from-environment');
    vi.stubEnv('OPENAI_ORG_ID', 'org-env');
    vi.stubEnv('OPENAI_PROJECT_ID', 'proj-env');
    vi.stubEnv('OPENAI_ADMIN_KEY', 'sk-admin-env');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'X-Company: secret-env\nAuthorization: Bearer custom-env');
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1');
    server.script = (_request, response) => stream(response, [{ content: 'x' }]);
    await answerOf();
    await answerOf(question, { key: 'own-key' });
    const [without, withKey] = server.requests;
    expect(JSON.stringify(server.requests)).not.toMatch(/env/);
    expect(without!.headers.authorization).toBeUndefined();
    expect(withKey!.headers.authorization).toBe('Bearer own-key');
  });

  test('is not sent on to where an answer points', async () => {
    const other = await ScriptedServer.start((_request, response) => stream(response, [{ content: 'x' }]));
    server.script = (_request, response) => {
      response.writeHead(307, { location: `${other.url}/chat/completions` });
      response.end();
    };
    await expect(answerOf(question, { key: 'own-key' })).rejects.toThrow(/leads to .*Set that address up/);
    expect(other.requests).toEqual([]);
    await other.stop();
  });
});

describe('an error is said in plain words with the address', () => {
  test.each([
    [
      401,
      { error: { message: 'Incorrect API key provided: sk-abc12345678' } },
      /chat\/completions does not accept the key/,
      'key',
    ],
    [403, { error: { message: 'no' } }, /does not allow this with the key/, 'key'],
    [404, { error: { message: 'model "m" not found' } }, /404.*model "m" not found/, 'address'],
    [400, { error: { message: 'tools are not supported' } }, /error \(400\): tools are not supported/, 'refused'],
    [400, { detail: 'x' }, /error \(400\)/, 'refused'],
  ])('%i', async (status, body, message, problem) => {
    server.script = (_request, response) => json(response, status, body);
    await expect(answerOf()).rejects.toMatchObject({ message: expect.stringMatching(message), problem });
    expect(server.requests).toHaveLength(1);
  });

  test('keys that an endpoint repeats are left out', async () => {
    server.script = (_request, response) =>
      json(response, 400, { error: { message: 'bad key sk-proj-abcdefgh12345' } });
    await expect(answerOf()).rejects.toThrow(/bad key \[key\]/);
  });

  test.each([429, 500, 503])('%i is tried once more', async (status) => {
    server.script = (_request, response, count) =>
      count === 1 ? json(response, status, { error: { message: 'busy' } }) : stream(response, [{ content: 'x' }]);
    expect(await answerOf()).toEqual([{ kind: 'text', text: 'x' }]);
    expect(server.requests).toHaveLength(2);
  });

  test('quota, after the second try', async () => {
    server.script = (_request, response) => json(response, 429, { error: { message: 'quota exceeded' } });
    await expect(answerOf()).rejects.toMatchObject({
      problem: 'quota',
      message: expect.stringContaining('quota exceeded'),
    });
    expect(server.requests).toHaveLength(2);
  });

  test('a page in HTML is not quoted', async () => {
    server.script = (_request, response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html><body><h1>Bad gateway</h1></body></html>');
    };
    const error = await answerOf().catch((reason: Error) => reason);
    expect(error).toMatchObject({ problem: 'refused', message: expect.stringMatching(/error \(502\)\.$/) });
  });

  test('a page in HTML instead of an answer', async () => {
    server.script = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><body>Welcome</body></html>');
    };
    await expect(answerOf()).rejects.toThrow(/sent no answer\. Is it the address/);
  });

  test('malformed JSON in the stream', async () => {
    server.script = (_request, response) => {
      startStream(response);
      response.end('data: {"choices": [\n\n');
    };
    await expect(answerOf()).rejects.toMatchObject({ problem: 'answer' });
  });

  test('arguments of a call that are no JSON', async () => {
    server.script = (_request, response) =>
      stream(
        response,
        [{ tool_calls: [{ index: 0, id: 'a', function: { name: 't', arguments: '{"a":' } }] }],
        'tool_calls',
      );
    await expect(answerOf({ ...question, tools: [weather] })).rejects.toThrow(
      /called t with arguments that are no JSON/,
    );
  });

  test('an answer without end', async () => {
    server.script = (_request, response) => {
      startStream(response);
      const write = (): void => {
        while (!response.destroyed && send(response, { content: 'x'.repeat(1_000_000) }));
        response.once('drain', write);
      };
      write();
    };
    await expect(answerOf()).rejects.toThrow(/sent more than any answer needs/);
  }, 30_000);

  test('a piece, a list of models or an error without end', async () => {
    const endless = (beginning: string) => (_request: unknown, response: ServerResponse) => {
      response.write(beginning);
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(1_000_000)));
        response.once('drain', write);
      };
      write();
    };
    server.script = (request, response) => {
      startStream(response);
      endless('data: {"choices": [{"delta": {"content": "')(request, response);
    };
    await expect(answerOf()).rejects.toThrow(/sent more than any answer needs/);
    server.script = (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      endless('{"data": [{"id": "')(request, response);
    };
    await expect(endpoint().models()).rejects.toThrow(/sent more than any answer needs/);
    server.script = (request, response) => {
      response.writeHead(400, { 'content-type': 'text/plain' });
      endless('no such model ')(request, response);
    };
    await expect(answerOf()).rejects.toThrow(/\(400\): no such model x+\.$/);
  }, 30_000);

  test('many pieces are no long one', async () => {
    server.script = (_request, response) => {
      startStream(response);
      for (const end of ['\n\n', '\r\n\r\n', '\r\r'])
        for (let sent = 0; sent < 10; sent++)
          response.write(`data: {"choices": [{"delta": {"content": "${'x'.repeat(1_000_000)}"}}]}${end}`);
      send(response, {}, 'stop');
      response.end('data: [DONE]\n\n');
    };
    expect(await answerOf()).toHaveLength(30);
  }, 30_000);

  test('an answer that is cut off', async () => {
    server.script = (_request, response) => {
      startStream(response);
      send(response, { content: 'one' });
      setTimeout(() => response.destroy(), 50);
    };
    const pieces: Piece[] = [];
    const reading = (async () => {
      for await (const piece of endpoint().answer(question)) pieces.push(piece);
    })();
    await expect(reading).rejects.toThrow(/broke off/);
    expect(pieces).toEqual([{ kind: 'text', text: 'one' }]);
  });

  test('an answer that ends without its end', async () => {
    server.script = (_request, response) => stream(response, [{ content: 'one' }], null);
    await expect(answerOf()).rejects.toThrow(/broke off/);
  });

  test('an answer that is held back', async () => {
    server.script = (_request, response) => stream(response, [{ content: 'on' }], 'content_filter');
    await expect(answerOf()).rejects.toMatchObject({ problem: 'refused' });
  });

  test('an endpoint that does not begin', async () => {
    server.script = () => undefined;
    await expect(answerOf(question, { timeout: 100 })).rejects.toMatchObject({ problem: 'time' });
  });

  test('an endpoint that stops in the middle', async () => {
    server.script = (_request, response) => {
      startStream(response);
      send(response, { content: 'one' });
    };
    await expect(answerOf(question, { silence: 100 })).rejects.toThrow(/stopped in the middle/);
  });

  test('nobody there', async () => {
    const gone = await ScriptedServer.start();
    const { url } = gone;
    await gone.stop();
    const asking = all(new Endpoint({ address: readAddress(url), key: undefined }).answer(question));
    await expect(asking).rejects.toThrow(/cannot be reached \(nothing listens there\)/);
  });
});

describe('models', () => {
  test('are listed in order', async () => {
    server.script = (_request, response) =>
      json(response, 200, { object: 'list', data: [{ id: 'b', max_model_len: 4096 }, { id: 'a' }, {}] });
    expect(await endpoint().models()).toEqual([
      { id: 'a', inputTokens: undefined },
      { id: 'b', inputTokens: 4096 },
    ]);
  });

  test('that cannot be listed say why', async () => {
    server.script = (_request, response) => json(response, 404, {});
    await expect(endpoint().models()).rejects.toThrow(/\/v1\/models does not exist there \(404\)/);
  });
});

describe('an address', () => {
  test.each([
    ['https://api.example.com', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/chat/completions', 'https://api.example.com/v1'],
    ['https://x.openai.azure.example/openai/v1/', 'https://x.openai.azure.example/openai/v1'],
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['127.0.0.1:1234/v1', 'http://127.0.0.1:1234/v1'],
    ['gateway.example.com/api/v1', 'https://gateway.example.com/api/v1'],
  ])('%s', (text, baseUrl) => {
    expect(readAddress(text)).toMatchObject({ baseUrl, warning: undefined });
  });

  test('without encryption is warned of, but not on this machine', () => {
    expect(readAddress('http://gateway.example.com/v1').warning).toMatch(/not encrypted/);
    expect(readAddress('http://localhost.example.com/v1').warning).toMatch(/not encrypted/);
    expect(readAddress('http://[::1]:1234/v1').warning).toBeUndefined();
  });

  test.each(['', 'ftp://x/v1', 'https://user:pass@x/v1', 'not an address'])('refuses %j', (text) => {
    expect(() => readAddress(text)).toThrow();
  });
});
