import { expect, it } from 'vitest';
import { citedTests } from './cited-tests.ts';

const SOURCE = `
// aws-facts 3.1, 1.12: of all of them
describe('a task', () => {
  // aws-facts 3.4
  it('ends', () => {
    end();
  });

  it("doesn't", () => {
    // aws-facts 4.2: in the middle
    stay();
  });

  // aws-facts 3.7
  it.each([
    ['an argument', 'that is no title'],
  ])('of %s', () => {});

  // aws-facts 3.8
  it.skip('is never run', () => {});
});

it('cites nothing', () => {});
`;

it('a test cites what is said above it, in it, and above the groups that it is in', () => {
  expect(citedTests(SOURCE).map(({ title, all }) => [title, [...all].join(' ')])).toEqual([
    ['a task', '3.1 1.12'],
    ['ends', '3.1 1.12 3.4'],
    ["doesn't", '3.1 1.12 4.2'],
    ['of %s', '3.1 1.12 3.7'],
    ['cites nothing', ''],
  ]);
});
