import { describe, expect, it } from 'vitest';
import { createClockSkew } from '../../src/aws/clock-skew.ts';
import { notesOnSurroundings } from '../../src/aws/surroundings.ts';

describe('what the environment has a say in', () => {
  it.each([
    [{}, []],
    [{ HTTPS_PROXY: '' }, []],
    [
      { HTTPS_PROXY: 'http://proxy:8080', http_proxy: 'http://proxy:8080' },
      ['HTTPS_PROXY, http_proxy is set and not used: requests go straight to AWS.'],
    ],
    [
      { AWS_ENDPOINT_URL_ECS: 'http://evil.example' },
      ['AWS_ENDPOINT_URL_ECS is set and not obeyed: requests go to AWS.'],
    ],
    [{ NODE_EXTRA_CA_CERTS: '/etc/ca.pem' }, ['Certificates of /etc/ca.pem are trusted too (NODE_EXTRA_CA_CERTS).']],
    [
      { AWS_CA_BUNDLE: '/etc/ca.pem' },
      ['AWS_CA_BUNDLE is set and not used; NODE_EXTRA_CA_CERTS is what adds certificates.'],
    ],
    [
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      ['NODE_TLS_REJECT_UNAUTHORIZED=0 is set and not obeyed: certificates are checked.'],
    ],
  ])('F4: %j is said, one sentence each', (env, notes) => {
    expect(notesOnSurroundings(env)).toEqual(notes);
  });
});

describe("this machine's clock", () => {
  const noon = Date.UTC(2026, 10, 23, 12);
  it.each([
    [3_600_000, /60 min ahead of AWS's/],
    [-3_600_000, /60 min behind AWS's/],
  ])('A7: that is off by %i ms is said', (offMs, words) => {
    const skew = createClockSkew({ now: () => noon + offMs });
    expect(skew.note()).toBeUndefined();
    skew.hear({ date: new Date(noon).toUTCString() });
    expect(skew.note()).toMatch(words);
  });

  it.each([{}, { date: 'noon' }, { date: new Date(noon + 30_000).toUTCString() }])(
    'is taken for right after %j',
    headers => {
      const skew = createClockSkew({ now: () => noon });
      skew.hear(headers);
      expect(skew.note()).toBeUndefined();
    },
  );
});
