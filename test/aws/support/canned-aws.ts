import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { OperationName } from '../../../src/domain/operations.ts';

/** A request as a test wants to see it: which operation, and with what input (query services: the form's fields). */
interface ReceivedRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a canned AWS answers: an object as JSON, a text as the XML of a query service. */
type Answer = object | string;

export type Answers = Partial<Record<OperationName, (input: Readonly<Record<string, unknown>>) => Answer>>;

export interface CannedAws {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** The inputs of one operation, in the order in which they came. */
  inputsOf(operation: string): readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

/** An AWS that has one answer for each operation. An operation without an answer is refused by AWS's own error. */
export async function startCannedAws(
  answers: Answers,
  headers: Readonly<Record<string, string>> = {},
): Promise<CannedAws> {
  const requests: ReceivedRequest[] = [];
  const answerTo = (operation: string) => Object.entries(answers).find(([name]) => name.endsWith(`:${operation}`))?.[1];
  const server = await listening(async (request, response) => {
    const received = parsed(request, await bodyOf(request));
    requests.push(received);
    const answer = answerTo(received.operation)?.(received.input);
    const isJson = request.headers['x-amz-target'] !== undefined;
    if (answer === undefined) {
      const message = `nothing is canned for ${received.operation}`;
      response.writeHead(400, headers);
      response.end(
        isJson
          ? JSON.stringify({ __type: 'AccessDeniedException', message })
          : `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
      return;
    }
    response.writeHead(200, { 'x-amzn-requestid': 'req-1', ...headers });
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  return {
    ...server,
    requests,
    inputsOf: operation => requests.filter(request => request.operation === operation).map(({ input }) => input),
  };
}

/** Wraps a query service's result as AWS does. */
export const xmlResult = (operation: string, result: string): string =>
  `<${operation}Response><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></${operation}Response>`;

/** A server that does one thing to every request, and counts them. */
export async function startServer(
  behave: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly received: () => number; close(): Promise<void> }> {
  let count = 0;
  const server = await listening(async (request, response) => {
    count += 1;
    await bodyOf(request);
    behave(request, response);
  });
  return { ...server, received: () => count };
}

async function listening(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(request: IncomingMessage, body: string): ReceivedRequest {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return { operation: target.split('.').at(-1) ?? '', input: JSON.parse(body) };
  const { Action = '', ...fields } = Object.fromEntries(new URLSearchParams(body));
  return { operation: Action, input: fields };
}
