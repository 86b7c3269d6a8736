import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import { bytesOf, type WireRequest, type WireResponse } from '../wire/message.ts';
import { type DeliveredResponse, deliver, type Wait, waitReally } from './delivery.ts';
import type { Driver } from './driver.ts';
import { json, refuse } from './json-answer.ts';
import { readBody } from './request-body.ts';

export interface HttpServerOptions {
  /** Answers AWS requests; it may say that an answer does not arrive as it should. */
  readonly dispatch: (request: WireRequest) => DeliveredResponse;
  /** Answers a request to a load balancer, by its DNS name; undefined for any other name. */
  readonly visit?: (dnsName: string) => number | undefined;
  /** Answers what begins with `/_sim/control/`. Without it there is no such thing. */
  readonly control?: (request: WireRequest) => WireResponse;
  /** For answers that are late on purpose; real time unless given. */
  readonly wait?: Wait;
  readonly driver: Driver;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whose account and region it plays; told to whoever says hello. */
  readonly accountId: string;
  readonly region: string;
}

export interface HttpServer {
  /** `http://127.0.0.1:43117`: the address, not a name, because a name may resolve to IPv6 first. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and drops every connection, also those that clients keep open. */
  close(): Promise<void>;
}

/** What `GET /_sim/hello` answers: a program asks it before it sends the endpoint anything signed. */
interface Hello {
  readonly simulator: 'headroom';
  /** The simulated time, in milliseconds since the Unix epoch. */
  readonly now: number;
  /** Simulated milliseconds per real millisecond; 0 while time stands still. */
  readonly speed: number;
  readonly accountId: string;
  readonly region: string;
}

const LOOPBACK = '127.0.0.1';

/**
 * Serves the simulated AWS on the loopback interface, and nowhere else.
 *
 * Every answer announces the simulated time as `x-sim-now` (milliseconds since the epoch) and `x-sim-speed`. The `Date`
 * header stays Node's real one: an SDK that sees a date far from its own clock shifts the clock it signs with.
 *
 * @throws Error (EADDRINUSE, EACCES) when the port cannot be had
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer((request, response) => {
    serve(request, options).then(
      answer => deliver(response, answer, announced(options.driver), options.wait ?? waitReally),
      error => {
        response.destroy();
        // A request that never became complete lost its sender. Anything else is a bug of the world, and must be seen.
        if (request.complete) throw error;
      },
    );
  });
  // Node closes idle connections after 5 s, and a dashboard that polls every 5 s would meet that moment again and again.
  server.keepAliveTimeout = 0;
  const port = await listen(server, options.port);
  return { url: `http://${LOOPBACK}:${port}`, port, close: () => close(server) };
}

async function serve(request: IncomingMessage, options: HttpServerOptions): Promise<DeliveredResponse> {
  if (!isLoopbackName(request.headers.host)) {
    const visited = visitedStatus(request.headers.host, options);
    if (visited !== undefined) return fromTarget(visited);
    return refuse(403, 'The simulated AWS answers only under the names 127.0.0.1, [::1] and localhost.');
  }
  const { method = 'GET', url: path = '/' } = request;
  const body = await readBody(request);
  if (body.kind === 'refused') return refuse(body.status, body.because);
  options.driver.sync();
  if (method === 'GET' && path === '/_sim/hello') return json(200, hello(options));
  const whole: WireRequest = { method, path, headers: singleValues(request.headers), body: body.bytes };
  if (path.startsWith('/_sim/')) return options.control?.(whole) ?? refuse(404, 'There is nothing here.');
  return options.dispatch(whole);
}

/**
 * The load balancers of the world answer on this port too, to whoever names one of them as the host: the names are AWS's
 * own, so no web page can have them point here.
 */
function visitedStatus(host: string | undefined, { driver, visit }: HttpServerOptions): number | undefined {
  driver.sync();
  return visit?.((host ?? '').replace(/:\d+$/, '').toLowerCase());
}

/** What the service behind a load balancer says: that it works, or that it does not. */
const fromTarget = (status: number): WireResponse => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body: bytesOf(status === 200 ? 'ok\n' : 'failed\n'),
});

/** A web page may point its own name at 127.0.0.1 and have its visitors' browsers call us; the name gives it away. */
function isLoopbackName(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host ?? '');
}

function hello({ driver: { now, speed }, accountId, region }: HttpServerOptions): Hello {
  return { simulator: 'headroom', now, speed, accountId, region };
}

/** HTTP allows a header to come several times; none that AWS's protocols read does. */
function singleValues(headers: IncomingHttpHeaders): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') single[name] = value;
  return single;
}

/** Every answer tells the simulated time, also one of a control request that has just moved it. */
const announced = ({ now, speed }: Driver): Record<string, string> => ({
  'x-sim-now': String(now),
  'x-sim-speed': String(speed),
});

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      const address = server.address();
      // A string is a pipe's name and null means closed; a server that has just begun to listen on TCP has neither.
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
