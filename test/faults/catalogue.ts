/**
 * What the program must survive. A row is automated when a test's name begins with its id (`N2: …`, or `N7, N8: …`);
 * a row that no test can show has a check that a person can make by hand.
 */
export interface Fault {
  readonly id: string;
  /** What happens. */
  readonly fault: string;
  /** What must never follow from it. */
  readonly never: string;
  readonly byHand?: string;
}

const row = (id: string, fault: string, never: string, byHand?: string): Fault => ({
  id,
  fault,
  never,
  ...(byHand === undefined ? {} : { byHand }),
});

export const faults: readonly Fault[] = [
  // The network
  row('N1', 'the connection does not come about', 'a hang, or a blank screen'),
  row('N2', 'a request is taken and nobody answers', 'a write that is sent again'),
  row('N3', 'an answer begins and never ends', 'a hang beyond the deadline'),
  row('N4', 'the connection is cut before or after the change', '"failed" where AWS took it'),
  row('N5', 'the name of the endpoint does not resolve', 'a stack trace'),
  row('N6', 'a certificate that is not trusted', 'a connection that is not verified'),
  row('N7', "a login page or proxy's page with HTTP 200", 'success'),
  row('N8', 'an empty answer with HTTP 200', 'success'),
  row('N9', 'an answer that is cut short', 'half an object believed'),
  row('N10', 'wrong types, missing members, huge numbers', 'NaN on the screen, or a write computed from it'),
  row('N11', 'an XML bomb, or nesting without end', 'processor or memory used up'),
  row('N12', 'a network of a few bytes a second', 'one slow service that freezes all'),
  row('N13', 'a connection that died in a sleep', 'a decision on data from before it'),
  row('N14', 'minutes of 500 and 503', 'more than one probe in each pause'),
  row('N15', 'an answer to another request', "another resource's numbers"),
  // Throttling and capacity
  row('T1', 'reads are throttled', 'a request rate that rises'),
  row('T2', 'a write is throttled', 'an outcome called unknown, or a write lost'),
  row('T3', 'desiredCount rises and no task follows', '"done"'),
  // Identity and permission
  row('A1', 'one operation is denied', 'a failure half way that could be known before'),
  row('A2', 'credentials expire in a run', 'a run that is lost'),
  row('A3', 'credentials are renewed in another terminal', 'a restart in the middle of an incident'),
  row('A4', 'the account changes between two steps', 'a write to another account'),
  row('A5', 'a profile and keys in the environment', 'a silent choice'),
  row('A6', 'the wrong account or region', 'a write outside what the configuration allows'),
  row('A7', 'a clock that is wrong, or jumps', 'negative ages, or waits that end early'),
  row('A8', 'a credential process that asks a question', 'a prompt hidden under the screen'),
  // Consistency and other people
  row('C1', 'a read that lags behind the write', 'a second write, or "reverted"'),
  row('C2', 'reads that flap between old and new', 'verified by one lucky read'),
  row('C3', 'somebody changes the value between plan and apply', 'an overwrite that nobody saw'),
  row('C4', 'somebody changes it between our last read and our write', 'a silent loss'),
  row('C5', 'auto-scaling moves what was set by hand', 'a fight'),
  row('C6', 'bounds that clamp the capacity', 'a surprise'),
  row('C7', 'a deployment, or a database that is modifying', 'a change on top of a change'),
  row('C8', 'the resource is deleted under the wizard', 'a crash, or something created'),
  row('C9', 'the resource is recreated under its name', 'the old plan on the new resource'),
  row('C10', 'the same procedure twice on one machine', 'two writers'),
  row('C11', 'the same procedure on two machines', 'reliance on the lock'),
  // Killed
  row('K1', 'killed before the intent is written', 'a write'),
  row('K2', 'killed while the intent is half written', 'a journal that is refused'),
  row('K3', 'killed before the intent is on disk', 'a request that is not recorded'),
  row('K4', 'killed after the intent and before the request', 'a second write without a yes'),
  row('K5', 'killed when AWS has the request and has not applied it', 'a second write without a yes'),
  row('K6', 'killed when AWS has applied it and not answered', 'an effect that nobody knows of'),
  row('K7', 'killed after the answer and before it is written', 'an effect that nobody knows of'),
  row('K8', 'killed while the answer is half written', 'a journal that is refused'),
  row('K9', 'killed before the answer is on disk', 'an effect that nobody knows of'),
  row('K10', 'killed while verifying', 'a wizard that begins again'),
  row('K11', 'killed at the next confirmation', 'a yes that counts twice'),
  row('K12', 'killed during resume, again and again', 'progress lost'),
  row('K13', 'power is lost', 'trust in what was not synced'),
  row('K14', 'an exception that nobody caught', 'a raw terminal, or exit code 0'),
  row('K15', 'out of memory', 'a terminal that stays in the full screen'),
  row('K16', 'a newer version resumes an older journal', 'other steps than were confirmed'),
  // The disk
  row('J1', 'the disk is full before the intent', 'a write that is not recorded'),
  row('J2', 'the disk is full after the write', 'another step'),
  row('J3', 'no home, or one that is read-only or of another user', 'files in unexpected places'),
  row('J4', 'the disk reports an error on sync', 'a sync that is tried again and believed'),
  row('J5', 'a last line that is cut off', 'the whole journal refused'),
  row('J6', 'a bit that flipped', 'going on from a wrong state'),
  row('J7', 'a link, a pipe, a giant, a file of another user', 'a forged plan that is resumed'),
  row('J8', 'two processes on one journal', 'runs that are mixed'),
  row('J9', 'a secret in what is recorded', 'a secret on disk'),
  row('J10', 'ten thousand old runs', 'a slow start'),
  // Terminal and session
  row('S1', 'the SSH connection drops', 'a core dump, or an orphan that writes'),
  row('S2', 'detached, without a hang-up', 'a busy loop'),
  row('S3', 'the client freezes', 'acting on the screen from before'),
  row('S4', 'Ctrl-Z and fg', 'a raw shell'),
  row('S5', 'SIGTERM and SIGINT, twice', 'a second one that is ignored'),
  row('S6', 'the reader of a pipe goes away', 'a stack trace'),
  row('S7', 'a storm of resizes, down to nothing', 'a confirmation whose target is cut off'),
  row('S8', 'no terminal', 'exit code 0'),
  row('S9', 'TERM=dumb, NO_COLOR, CI', 'a blank screen'),
  row('S10', 'a locale without UTF-8', 'a broken alignment'),
  row('S11', 'a terminal that the last program left dirty', 'replies that count as keys'),
  row('S12', 'SIGUSR1, NODE_OPTIONS, DEV', 'an open debugger'),
  // Input
  row('I1', 'a held Enter', 'a write'),
  row('I2', 'a held or doubled y', 'two steps confirmed by one burst'),
  row('I3', 'a paste', 'a confirmation'),
  row('I4', 'a paste without an end', 'a locked keyboard'),
  row('I5', "a terminal's replies to questions that nobody asked", 'a key'),
  row('I6', 'a confirmation that is left open', 'a stale yes'),
  row('I7', 'rows that move under the finger', 'acting on the neighbour'),
  row('I8', 'a slip of the finger in a number', 'a silent clamp'),
  row('I9', 'below the floor, to nothing, a big step down', 'production below its floor by a mere y'),
  row('I10', 'the same keys in two panes', 'the change twice'),
  // Hostile text
  row('U1', 'escape sequences in names, messages, logs, errors', 'a byte outside the allow-list'),
  row('U2', 'letters that turn, hide or look alike', 'a look-alike confirmed'),
  row('U3', 'text that imitates the program', 'data outside its cell'),
  row('U4', 'emoji, wide letters, stacks of accents, broken Unicode', 'a torn layout'),
  row('U5', 'a megabyte in one line, or a hundred thousand lines in one field', 'a freeze'),
  row('U6', 'a hostile name in a printed command', 'a pasted command that runs it'),
  row('U7', 'history, export, JSON, crash text', 'a way around'),
  row('U8', 'window titles, links, clipboard', 'a name inside of a control sequence'),
  // Size
  row('D1', 'five thousand services', 'all of them drawn'),
  row('D2', 'a hundred thousand log lines a minute', 'memory that grows'),
  row('D3', 'pages without end', 'a loop'),
  row('D4', 'eight hours on the screen', 'memory that grows'),
  // Files
  row('F1', 'a bomb in YAML', 'a YAML parser in the program'),
  row('F2', 'a configuration with prototypes, wrong types, unknown keys, links', 'a default instead'),
  row('F3', 'a configuration in the working directory', 'its endpoint believed'),
  row('F4', 'an endpoint, a proxy or certificates in the environment', 'a silent redirect'),
  // Risk by design
  row('R1', 'a way around read-only', 'a write request'),
  row('R2', 'the simulated AWS taken for the real one, or the reverse', 'real credentials in the demo'),
  row('R3', 'secrets on the screen, in arguments, environments, journals', 'a secret in clear'),
  row('R4', 'umask 000', 'a file that others can read'),
  row('R5', 'a hostile package at installation', 'a script of it run'),
  row(
    'R6',
    'a release that was tampered with',
    'installed unnoticed',
    'Once releases are published: `npm audit signatures` names the provenance of the installed package.',
  ),
  row('R7', 'metrics that are missing', '"OK"'),
  // Operations
  row('O1', 'AWS takes some targets and refuses others', 'success'),
  row('O2', 'creating what already exists', 'a failure after a success'),
  row('O3', 'a change with an outage', 'an outage without a typed name'),
  row('O4', 'deregistering a scalable target', 'policies deleted that nobody kept'),
  row('O5', 'undo after somebody else has changed it', 'an undo over their change'),
  row('O6', 'a watch of half an hour, and a restart', 'a watch that is lost'),
  row('O7', 'an old plan, other input, nobody to ask', 'an implicit yes'),
];
