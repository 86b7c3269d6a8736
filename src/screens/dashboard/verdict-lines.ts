import { statusSign } from '../../components/status-sign.ts';
import type { Reading, Signal } from '../../domain/signal.ts';
import { signalsOf } from '../../domain/signal.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import type { Threshold } from '../../domain/thresholds.ts';
import { thresholds } from '../../domain/thresholds.ts';
import type { Instant } from '../../domain/time.ts';
import { keyLabel } from '../../terminal/key-name.ts';
import { keymap } from '../../terminal/keymap.ts';
import { cell, fitLine, type Line, span } from '../../terminal/line.ts';
import { signalAnswer } from '../../terminal/reports/signal-answer.ts';
import { textWidth } from '../../terminal/text-width.ts';
import type { Status } from '../../terminal/theme.ts';

/** As many lines as there are rules, so that nothing moves when another service is selected. */
export const verdictCount = thresholds.length;

const ruleWidth = Math.max(...thresholds.map(({ rule }) => textWidth(rule)));

/** `yes, 1.40 s for 2 h 50 min` */
const answerWidth = 26;

/** The runbook's "When to scale", each rule with its answer: is it so, for how long, and what would help. */
export function verdictLines(
  service: ServiceSnapshot,
  { now, width }: { readonly now: Instant; readonly width: number },
): readonly Line[] {
  return signalsOf(service, now).map(signal => fitLine(verdictLine(signal, now), width));
}

function verdictLine({ threshold, reading }: Signal, now: Instant): Line {
  const status = statusOf(reading);
  return [
    span(' '),
    statusSign(status),
    cell(` ${threshold.rule}`, ruleWidth + 3, status === 'ok' ? 'muted' : 'text'),
    cell(signalAnswer({ threshold, reading }, now), answerWidth, status === 'ok' ? 'muted' : status),
    ...(status === 'alarm' ? suggestion(threshold) : []),
  ];
}

function statusOf({ state, aboveForMs = 0 }: Reading): Exclude<Status, 'pending'> {
  if (state === 'ALARM') return 'alarm';
  if (state === 'INSUFFICIENT_DATA') return 'unknown';
  return aboveForMs > 0 ? 'warning' : 'ok';
}

/** The key that opens what helps, where there is one. */
function suggestion({ suggests }: Threshold): Line {
  const scale = keymap.find(({ id }) => id === 'scale' && suggests === 'scale-service');
  return scale ? [span(keyLabel(scale.keys[0]), 'accent'), span(` ${scale.words}`)] : [span(suggests, 'accent')];
}
