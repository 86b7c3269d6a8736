// Loaded into the program before it starts: takes down where it connects to, which names it looks up and as whom it
// signs, and lets nothing out of this machine.
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { ClientRequest } from 'node:http';
import { Socket } from 'node:net';

const note = (kind, what) => appendFileSync(process.env.HEADROOM_TEST_WITNESS, `${JSON.stringify({ kind, what })}\n`);
const isLoopback = host => host === 'localhost' || host === '::1' || /^127\./.test(host);

const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const { host = 'localhost', port, path } = typeof first === 'object' ? first : { port: first, host: args[1] };
  if (typeof path !== 'string') {
    note('connect', `${host}:${port}`);
    if (!isLoopback(host)) throw new Error(`${host} is not this machine`);
  }
  return connect.apply(this, args);
};

const { lookup } = dns;
dns.lookup = (name, ...rest) => {
  note('lookup', name);
  return lookup(name, ...rest);
};

const { end } = ClientRequest.prototype;
ClientRequest.prototype.end = function (...args) {
  const [, key] = /Credential=([^/]+)/.exec(String(this.getHeader('authorization') ?? '')) ?? [];
  if (key !== undefined) note('signed', key);
  return end.apply(this, args);
};
