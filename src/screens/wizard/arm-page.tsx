import { type ReactNode, useEffect, useState } from 'react';
import { isTypeable } from '../../domain/resource-name.ts';
import type { Session } from '../../domain/snapshot.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { useAppState } from '../../hooks/use-app-state.ts';
import { ConfirmPage } from './confirm-page.tsx';
import type { VoidReason } from './confirm-state.ts';

export interface ArmPageProps {
  readonly width: number;
  readonly height: number;
  readonly session: Session;
  readonly onArmed: () => void;
  readonly onRefused: () => void;
  readonly onVoid: (reason: VoidReason) => void;
}

/** Asks for the environment's name before this session may write at all. */
export function ArmPage({ width, height, session, onArmed, onRefused, onVoid }: ArmPageProps): ReactNode {
  const { actions, clock } = useSession();
  const writes = useAppState(state => state.writes);
  const [askedAt] = useState(() => clock.now());
  const [typed, setTyped] = useState(false);
  const armed = typed && writes.state === 'armed';
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when the session says that it is armed.
  useEffect(() => {
    if (armed) onArmed();
  }, [armed]);

  return (
    <ConfirmPage
      width={width}
      height={height}
      title="Allow writing?"
      ask={{
        grade: 'name',
        // A profile may be named in any letters; a name that cannot be typed in one way only is not asked for.
        phrase: isTypeable(session.environment) ? session.environment : session.accountId,
        consequence: `This session may then write to ${session.environment} for a limited time, and the banner says so.`,
        because: writes.state === 'read-only' ? [`read-only until now: ${writes.because}`] : [],
      }}
      askedAt={askedAt}
      session={session}
      facts={[
        {
          label: 'Now',
          says: 'Nothing changes at AWS by this. The plan is checked next, and then asks for a confirmation of its own.',
        },
      ]}
      cancel="goes back to the plan; the session stays read-only"
      onConfirmed={() => {
        setTyped(true);
        actions.arm();
      }}
      onRefused={onRefused}
      onVoid={onVoid}
    />
  );
}
