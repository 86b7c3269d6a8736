import { openSession } from '../compose.ts';
import { resolveSettings } from '../config/settings.ts';
import { suspendedFlags } from '../domain/autoscaling.ts';
import type { Connection } from '../domain/connection.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { type OpenObligation, obligationWords } from '../domain/obligation.ts';
import { lastKnown, type Observed } from '../domain/observed.ts';
import { type Signal, signals } from '../domain/signal.ts';
import type { ServiceSnapshot, Snapshot } from '../domain/snapshot.ts';
import { type Instant, isoSeconds } from '../domain/time.ts';
import { signalAnswer } from '../terminal/reports/signal-answer.ts';
import { asJson } from './as-json.ts';
import type { Flags, Io } from './io.ts';

/** `headroom status`: one snapshot of everything on the dashboard. */
export async function status(io: Io, flags: Flags): Promise<ExitCode> {
  const session = openSession(resolveSettings(flags, io.env));
  try {
    await session.connect(io.signal);
    const snapshot = await session.observeAll(io.signal);
    const now = session.clock.now();
    const found = signals(snapshot, now);
    const { obligations } = session.store.getSnapshot();
    const connection = session.aws().connection();
    if (flags.json) io.out(asJson({ at: isoSeconds(now), ...snapshot, connection, signals: found, obligations }, 2));
    else io.out(statusText({ snapshot, connection, found, obligations, now }));
    return exitCodes.done;
  } finally {
    await session.close();
  }
}

interface Status {
  readonly snapshot: Snapshot;
  readonly connection: Connection;
  readonly found: readonly Signal[];
  readonly obligations: readonly OpenObligation[];
  readonly now: Instant;
}

function statusText({ snapshot, connection, found, obligations, now }: Status): string {
  const { session, services, leftOut = [] } = snapshot;
  const lines = [
    `${session.environment} · account ${session.accountId} · ${session.region}${session.simulated ? ' · SIMULATED' : ''} · ${isoSeconds(now)}`,
    ...(session.endpoint === null || session.simulated ? [] : [`Requests go to ${session.endpoint}, not to AWS.`]),
    `As ${session.principalArn}${connection.credentialsFrom === undefined ? '' : ` (${connection.credentialsFrom})`}.`,
    ...connection.notes,
    ...obligations.map(obligation => `! ${obligationWords(obligation, now)}`),
    '',
  ];
  const width = Math.max(7, ...services.map(({ service }) => service.length));
  for (const service of services) {
    lines.push(`${service.service.padEnd(width)}  ${countsText(service)}`);
    for (const signal of found.filter(({ service: key }) => key === service.key)) {
      lines.push(`${''.padEnd(width)}  ${signalText(signal, service, now)}`);
    }
  }
  if (leftOut.length > 0) lines.push('', ...leftOut.map(note => `! ${note}`));
  if (services.length === 0) lines.push('No service is visible here. Check the region and the account.');
  return `${lines.join('\n')}\n`;
}

function countsText(service: ServiceSnapshot): string {
  const counts = lastKnown(service.counts);
  if (counts === undefined) return `counts unknown${reason(service.counts)}`;
  const scaling = lastKnown(service.scaling);
  const target = scaling?.target;
  const suspended = target ? suspendedFlags(target.suspended) : [];
  const noPolicy = scaling?.policies.length === 0 ? ' · no policy: the load scales nothing' : '';
  const bounds = target
    ? `bounds ${target.minCapacity}–${target.maxCapacity}${suspended.length > 0 ? ` (suspended: ${suspended.join(', ')})` : ''}${noPolicy}`
    : scaling
      ? 'no auto-scaling'
      : `auto-scaling unknown${reason(service.scaling)}`;
  return `desired ${counts.desiredCount} · running ${counts.runningCount} · pending ${counts.pendingCount} · ${bounds}`;
}

const reason = (observed: Observed<unknown>): string => ('because' in observed ? `: ${observed.because.because}` : '');

function signalText(signal: Signal, { service }: ServiceSnapshot, now: Instant): string {
  const { threshold, reading } = signal;
  const says = `${threshold.rule}: ${signalAnswer(signal, now)}`;
  switch (reading.state) {
    case 'OK':
      return (reading.aboveForMs ?? 0) > 0 ? `! above  ${says}` : `  ok     ${says}`;
    case 'ALARM':
      return `▲ ALARM  ${says} → headroom run ${threshold.suggests} --service ${service}`;
    case 'INSUFFICIENT_DATA':
      return `?        ${says}`;
  }
}
