import { openSession } from '../compose.ts';
import { resolveSettings } from '../config/settings.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { lastKnown } from '../domain/observed.ts';
import { type CapacityReport, capacityReport, partsOfCapacityReport } from '../domain/reports/capacity-report.ts';
import type { ServiceKey, ServiceSnapshot, Snapshot } from '../domain/snapshot.ts';
import { isoSeconds } from '../domain/time.ts';
import { currentCapacity } from '../terminal/reports/capacity-sections.ts';
import type { Section } from '../terminal/reports/section.ts';
import { traffic, whatEndsFirst } from '../terminal/reports/traffic-sections.ts';
import { Refusal } from './failure.ts';
import type { Flags, Io } from './io.ts';
import { reportText, textWidth } from './text/report-text.ts';

export interface CapacityOptions extends Flags {
  readonly expectedRequests?: number;
  /** The same under its longer name. */
  readonly requestsPerMinute?: number;
  readonly buffer?: number;
  readonly service?: string;
}

/** `headroom capacity`: what is there and costs, how many tasks traffic takes, and what ends first. Reads only. */
export async function capacity(io: Io, options: CapacityOptions): Promise<ExitCode> {
  const session = openSession(resolveSettings(options, io.env));
  try {
    await session.connect(io.signal);
    const known = session.store.getSnapshot().snapshot?.services ?? [];
    const named = options.service === undefined ? undefined : serviceNamed(known, options.service);
    const snapshot = await session.observe(
      known.map(({ key }) => key),
      partsOfCapacityReport,
      io.signal,
    );
    const now = session.clock.now();
    const perMinute = options.expectedRequests ?? options.requestsPerMinute;
    const services = named === undefined ? thoseWithTraffic(snapshot, perMinute) : [named];
    const report = capacityReport(
      snapshot,
      {
        services,
        ...(perMinute !== undefined && { perMinute }),
        ...(options.buffer !== undefined && { bufferPercent: options.buffer }),
      },
      now,
    );
    io.out(
      options.json
        ? `${JSON.stringify({ ...report, at: isoSeconds(now) }, null, 2)}\n`
        : reportText(sectionsOf(report), { session: snapshot.session, at: now }),
    );
    return exitCodes.done;
  } finally {
    await session.close();
  }
}

const sectionsOf = (report: CapacityReport): readonly Section[] => [
  currentCapacity(report, textWidth),
  ...report.estimates.flatMap(estimate => [traffic(estimate, textWidth), whatEndsFirst(estimate, textWidth)]),
];

function serviceNamed(services: readonly ServiceSnapshot[], name: string): ServiceKey {
  const found = services.filter(({ key, service }) => key === name || service === name);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.key;
  throw new Refusal(
    only === undefined ? `There is no service ${name} here.` : `There are ${found.length} services ${name} here.`,
    `Use one of: ${(only === undefined ? services : found).map(({ key }) => key).join(', ')}.`,
    exitCodes.usage,
  );
}

/** Requests are expected of one service; without a number each service that a load balancer serves has its own. */
function thoseWithTraffic({ services }: Snapshot, perMinute: number | undefined): readonly ServiceKey[] {
  const served = services.filter(({ counts }) => (lastKnown(counts)?.targetGroupArns.length ?? 0) > 0);
  if (perMinute !== undefined && served.length !== 1) {
    throw new Refusal(
      'Which service the requests are expected of is not said.',
      `Add --service with one of: ${(served.length > 0 ? served : services).map(({ service }) => service).join(', ')}.`,
      exitCodes.usage,
    );
  }
  return served.map(({ key }) => key);
}
