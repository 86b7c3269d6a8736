import { statusSign } from '../components/status-sign.ts';
import { lastKnown } from '../domain/observed.ts';
import type { Session, Snapshot } from '../domain/snapshot.ts';
import type { Instant } from '../domain/time.ts';
import type { AppState, Writes } from '../hooks/use-app-state.ts';
import { age, timeOfDay } from '../terminal/format.ts';
import { blank, type Line, span, spread } from '../terminal/line.ts';

/** The two lines at the top of every screen: which AWS this is and as whom, what may be done to it, how old the data is. */
export function bannerLines(
  state: AppState,
  { now, speed, width }: { readonly now: Instant; readonly speed: number; readonly width: number },
): readonly [Line, Line] {
  const session = state.snapshot?.session;
  const principal: Line = session ? [span(`${shortPrincipal(session.principalArn)} `, 'muted')] : blank;
  return [
    spread([span(' headroom  ', 'strong'), ...whichAws(session, speed)], writesBadge(state.writes), width),
    spread([span(' '), ...whatIsKnown(state, now)], state.link.state === 'failing' ? blank : principal, width),
  ];
}

function whichAws(session: Session | undefined, speed: number): Line {
  if (session === undefined) return [];
  const where = `${session.accountId} · ${session.region}`;
  if (session.simulated) {
    return [span(` SIMULATED${speed === 1 ? '' : ` ×${speed}`} `, 'simulated'), span(`  ${where}`)];
  }
  const elsewhere: Line = session.endpoint === null ? [] : [span(`  at ${session.endpoint}`, 'warning')];
  return session.production
    ? [span(` ${session.environment.toUpperCase()} `, 'production'), span(`  ${where}`), ...elsewhere]
    : [span(session.environment, 'strong'), span(` · ${where}`), ...elsewhere];
}

function writesBadge(writes: Writes): Line {
  if (writes.state === 'read-only') return [span('READ-ONLY ', 'muted')];
  const until = writes.until === null ? '' : ` until ${timeOfDay(writes.until).slice(0, 5)}`;
  return [span(` WRITES ARMED${until} `, 'armed')];
}

function whatIsKnown({ link, paused, run, snapshot }: AppState, now: Instant): Line {
  if (link.state === 'failing') {
    const ago = snapshot ? ` for ${age(now - link.since)}` : '';
    return [statusSign('alarm'), span(` no answer${ago}: ${link.fault.because}`, 'alarm')];
  }
  const readAt = snapshot && newestReading(snapshot);
  const data: Line =
    readAt === undefined
      ? [statusSign('pending'), span(link.state === 'connecting' ? ' connecting to AWS' : ' reading', 'muted')]
      : [span(`read ${timeOfDay(readAt)} UTC, ${age(now - readAt)} ago`, 'muted')];
  return [
    ...(paused ? [span('PAUSED', 'warning'), span('  space goes on  ', 'muted')] : []),
    ...data,
    ...(run && run.run.ended === undefined ? [span('   a run is under way', 'warning')] : []),
  ];
}

const newestReading = ({ services }: Snapshot): Instant | undefined => {
  const readings = services.flatMap(({ counts }) =>
    lastKnown(counts) && 'observedAt' in counts ? [counts.observedAt] : [],
  );
  return readings.length === 0 ? undefined : Math.max(...readings);
};

/** `arn:aws:sts::111122223333:assumed-role/Responder/alice` is `Responder/alice` to a reader. */
export const shortPrincipal = (arn: string): string => {
  const name = arn.split(':').slice(5).join(':');
  return name.replace(/^(assumed-role|user|federated-user)\//, '') || arn;
};
