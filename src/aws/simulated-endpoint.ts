import { request } from 'node:http';
import { FaultError } from '../domain/fault.ts';
import type { AnnouncedTime } from './clock.ts';

/** What a simulated AWS says of itself. */
export interface SimulatorHello extends AnnouncedTime {
  readonly accountId: string;
  readonly region: string;
}

/** It is on this machine: it answers at once, or it is not there. */
const helloWithinMs = 1_000;

/**
 * Asks an endpoint whether it is a simulated AWS. Undefined for everything else, and for every host that is not this
 * machine: only a simulator of one's own may be trusted with the word SIMULATED.
 *
 * @throws FaultError where nothing listens at all: asking for region and credentials first would hide the wrong port.
 */
export async function probeSimulator(endpoint: string): Promise<SimulatorHello | undefined> {
  if (!isLoopback(endpoint)) return undefined;
  try {
    const answer = await get(new URL('/_sim/hello', endpoint));
    return answer === undefined ? undefined : helloOf(JSON.parse(answer));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') {
      throw new FaultError({
        kind: 'unreachable',
        because: `${endpoint} refused the connection (ECONNREFUSED)`,
        nextStep: `Check that something listens at ${endpoint}, and the value of --endpoint.`,
      });
    }
    // Too slow, or no JSON: then it is no simulator, and whoever connects next says what is wrong.
    return undefined;
  }
}

/** A hello fits into far less; what sends more is something else. */
const longestHello = 10_000;

/**
 * The body of an answer with status 200. Not `fetch`: it knows ports that it refuses to talk to, costs a start tens of
 * milliseconds, and would follow a redirect off this machine.
 */
function get(url: URL): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { signal: AbortSignal.timeout(helloWithinMs), agent: false }, response => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (data: string) => {
        body += data;
        if (body.length > longestHello) response.destroy(new Error('too long for a hello'));
      });
      response.on('error', reject);
      response.on('end', () => resolve(response.statusCode === 200 ? body : undefined));
    });
    asked.on('error', reject);
    asked.end();
  });
}

function isLoopback(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  return (
    protocol === 'http:' && (/^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]' || hostname === 'localhost')
  );
}

function helloOf(body: unknown): SimulatorHello | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { simulator, now, speed, accountId, region } = Object.fromEntries(Object.entries(body));
  if (simulator !== 'headroom') return undefined;
  if (typeof now !== 'number' || !Number.isFinite(now)) return undefined;
  if (typeof speed !== 'number' || !Number.isFinite(speed) || speed < 0) return undefined;
  if (typeof accountId !== 'string' || typeof region !== 'string') return undefined;
  return { now, speed, accountId, region };
}
