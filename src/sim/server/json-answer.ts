import { bytesOf, type WireResponse } from '../wire/message.ts';

/** Answers of the simulator itself; those of AWS come from the wire layer. */
export const json = (status: number, value: object): WireResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: bytesOf(JSON.stringify(value)),
});

export const refuse = (status: number, message: string): WireResponse => json(status, { message });
