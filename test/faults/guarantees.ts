/** What is promised, in figures. What was measured stands beside it in the documentation. */
export interface Guarantee {
  readonly id: string;
  readonly promise: string;
  readonly target: string;
}

const row = (id: string, promise: string, target: string): Guarantee => ({ id, promise, target });

export const guarantees: readonly Guarantee[] = [
  row('G1', 'kill -9 at every point of every procedure', 'at least 300 points; 0 effects lost, doubled or unexplained'),
  row('G2', 'random kills, during resume too', '10,000 seeds; 0 violations'),
  row('G3', 'a journal cut and flipped at every byte', '0 crashes, 0 writes, always the right class'),
  row('G4', 'disk faults at every write and sync', 'all end in "nothing sent" or "stopped after this effect"'),
  row('G5', 'rows of the catalogue that are automated', 'at least 110 of 115'),
  row('G6', 'operations x faults', 'always the right class, no unhandled rejection'),
  row('G7', 'writes sent again after an unknown outcome', '0'),
  row('G8', 'success believed of a garbled answer', '0 of 10,000 mutations and all truncations'),
  row('G9', 'hostile strings through every sink', 'at least 100,000; 0 bytes outside the allow-list'),
  row('G10', 'width of any text in a cell', '100,000 strings; never wider than the cell'),
  row('G11', 'confirmations without intent', '0 of 1,000,000 random keys'),
  row('G12', 'writes while read-only', '0 of 1,000,000 random actions'),
  row('G13', 'changes by a second operator', 'all found outside the last round trip; inside it all reported'),
  row('G14', 'another account, caller or region at any step', '0 writes'),
  row('G15', 'writes on data older than 2 s, or from before a time gap', '0'),
  row('G16', 'waiting', 'no call over 45 s; leaving within 2 s, with a write in flight within 10 s'),
  row('G17', 'a throttle storm', 'the request rate falls at least fourfold in 60 s and recovers in 120 s'),
  row('G18', 'the terminal given back', 'all ways to die x all screens'),
  row('G19', 'the SSH connection dropped at every step', 'all resumable, 0 core dumps, 0 orphans after 15 s'),
  row('G20', 'eight hours of frames and polls', 'heap within 10 % of the first hour, at most 250 MB'),
  row('G21', '5,000 services and 100,000 log lines', 'first paint within 1 s, a key within 50 ms'),
  row('G22', 'sizes and environments', '0 crashes; no confirmation whose target is cut off'),
  row('G23', 'secrets', '50 canaries; 0 hits in screen, journal, logs, arguments, environments'),
  row('G24', 'file modes', 'all 0600 and 0700 under umask 000'),
  row('G25', 'configuration files', '10,000 inputs; at most 200 ms each, exit code 2, nothing polluted'),
  row('G26', 'exit codes', 'all scenarios; never 0 unless everything is verified'),
  row('G27', 'from a crash to the verdict', 'within 5 s and the settle window'),
  row('G28', 'supply chain', '0 install scripts, 0 high or critical advisories'),
  row('G29', 'branches of gateway, runner, journal, safe text and confirmation', '100 % covered'),
  row('G30', 'the demo without a network and with poisoned credentials', '0 sockets off loopback'),
  row('G31', 'what safety costs a responder', 'a press 1 s, a number 3 s, a name 10 s'),
];
