import { type ClientRequest, request as requestOverHttp } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { outsideText } from '../domain/outside-text.ts';
import type { Visit } from '../domain/ports.ts';

/** A service that needs longer than this for one answer does not serve its users either. */
const answersWithinMs = 10_000;

/**
 * Sends requests to a service as its users do, and says what came back. It never rejects, follows no redirect, and reads
 * no more of an answer than its status.
 *
 * @param simulator the endpoint of a simulated AWS: every name is then looked for there, and nothing leaves this machine.
 */
export const createVisit =
  (simulator: string | null): Visit =>
  (url, signal) =>
    new Promise(resolve => {
      const target = new URL(url);
      const deadline = AbortSignal.timeout(answersWithinMs);
      const options: RequestOptions = {
        signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
        agent: false,
      };
      const asked = simulator === null ? outside(target, options) : inside(simulator, target, options);
      asked.on('response', response => {
        // A connection of its own, closed with the answer: a warm-up is to reach every target, as new users do.
        response.destroy();
        const { statusCode = 0 } = response;
        resolve({ ok: statusCode >= 200 && statusCode < 400, says: `HTTP ${statusCode}` });
      });
      asked.on('error', error => resolve({ ok: false, says: noAnswer(error) }));
      asked.end();
    });

interface RequestOptions {
  readonly signal: AbortSignal;
  readonly agent: false;
}

const outside = (url: URL, options: RequestOptions): ClientRequest =>
  url.protocol === 'https:' ? requestOverTls(url, options) : requestOverHttp(url, options);

/** The simulated AWS answers for all of its load balancers on its own port: the host says which is meant. */
const inside = (simulator: string, { host, pathname, search }: URL, options: RequestOptions): ClientRequest =>
  requestOverHttp(new URL(`${pathname}${search}`, simulator), { ...options, headers: { host } });

/** "no answer (ECONNREFUSED)" */
function noAnswer(error: Error): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  return 'code' in error ? `no answer (${outsideText(String(error.code), 40)})` : 'no answer';
}
