import { expect, it } from 'vitest';
import { type KeyLayer, KeyRouter } from '../../src/hooks/key-router.ts';
import type { KeyPress } from '../../src/terminal/key-name.ts';

const key = (name: string, text = name.length === 1 ? name : ''): KeyPress => ({ kind: 'key', name, text });

/** A router with these layers, and what its handlers were called with, in order. */
function routerWith(...layers: readonly ((heard: string[]) => KeyLayer)[]) {
  const router = new KeyRouter();
  const heard: string[] = [];
  for (const layer of layers) router.add({ layer: layer(heard) });
  return { router, heard };
}

const shell = (heard: string[]): KeyLayer => ({
  contexts: ['global'],
  handlers: { back: () => heard.push('back'), quit: () => heard.push('quit'), help: () => heard.push('help') },
});

const list = (heard: string[]): KeyLayer => ({
  contexts: ['dashboard', 'list'],
  handlers: { scale: () => heard.push('scale'), down: () => heard.push('down') },
});

const filter = (heard: string[]): KeyLayer => ({
  contexts: ['filter'],
  handlers: { 'clear-filter': () => heard.push('clear') },
  onText: text => heard.push(`text ${text}`),
  onPaste: text => heard.push(`paste ${text}`),
});

it('gives a key to the innermost place that knows it, whatever was mounted first', () => {
  for (const layers of [
    [shell, list, filter],
    [filter, list, shell],
  ]) {
    const { router, heard } = routerWith(...layers);
    router.dispatch(key('escape'));
    router.dispatch(key('down'));
    expect(heard).toEqual(['clear', 'down']);
  }
});

it('takes letters as text while text is typed: q does not quit a filter', () => {
  const { router, heard } = routerWith(shell, list, filter);
  router.dispatch(key('q'));
  router.dispatch(key('s'));
  expect(heard).toEqual(['text q', 'text s']);
});

it('ignores a key that nobody knows, and one whose binding has no handler now', () => {
  const { router, heard } = routerWith(shell, list);
  router.dispatch(key('F'));
  router.dispatch(key('z'));
  expect(heard).toEqual([]);
});

it('never takes a chunk for keys that open something', () => {
  const { router, heard } = routerWith(shell, list);
  for (const text of ['ss', 'sq', 'yes', 'jjq']) router.dispatch({ kind: 'chunk', text });
  expect(heard).toEqual([]);
});

it('moves on when a slow link glues the repeats of a held key together', () => {
  const { router, heard } = routerWith(shell, list);
  router.dispatch({ kind: 'chunk', text: 'jjj' });
  expect(heard).toEqual(['down', 'down', 'down']);
});

it('hands a paste to what accepts one, and drops it otherwise', () => {
  const typing = routerWith(shell, list, filter);
  typing.router.paste('backend');
  expect(typing.heard).toEqual(['paste backend']);
  const listing = routerWith(shell, list);
  listing.router.paste('s');
  expect(listing.heard).toEqual([]);
});

it('lets nothing through a modal layer', () => {
  const modal = (heard: string[]): KeyLayer => ({
    contexts: ['help'],
    handlers: { 'close-help': () => heard.push('close') },
    modal: true,
  });
  const { router, heard } = routerWith(shell, list, modal);
  for (const name of ['s', 'j', 'r', 'escape']) router.dispatch(key(name));
  expect(heard).toEqual(['close']);
});

it('lists what the keyboard does now, and says so only when it changes', () => {
  const { router } = routerWith(shell);
  let changes = 0;
  router.subscribe(() => {
    changes += 1;
  });
  const remove = router.add({ layer: list([]) });
  expect(router.liveBindings().map(({ id }) => id)).toEqual(['scale', 'down', 'back', 'help', 'quit']);
  router.changed();
  expect(changes).toBe(1);
  remove();
  expect(router.liveBindings().map(({ id }) => id)).toEqual(['back', 'help', 'quit']);
  expect(changes).toBe(2);
});

const numberField = (heard: string[]): KeyLayer => ({
  contexts: ['stepper'],
  handlers: { 'submit-number': () => heard.push('submit') },
  onText: text => heard.push(`text ${text}`),
  isKey: text => text === '?',
});

it('leaves to the shell what is no text where only some characters are: ? is help beside a number', () => {
  const { router, heard } = routerWith(shell, numberField);
  for (const name of ['6', '?', 'q', 'escape']) router.dispatch(key(name));
  expect(heard).toEqual(['text 6', 'help', 'text q', 'back']);
  expect(router.liveBindings().flatMap(({ keys }) => keys)).not.toContain('q');
  expect(router.liveBindings().map(({ id }) => id)).toContain('help');
});

it('hands everything that it does not bind to a layer that wants to hear it, and nothing to those below', () => {
  const question = (heard: string[]): KeyLayer => ({
    contexts: ['confirm'],
    handlers: { refuse: () => heard.push('refuse') },
    onOther: press => heard.push(press.kind === 'chunk' ? `chunk ${press.text}` : `other ${press.name}`),
  });
  const { router, heard } = routerWith(shell, list, question);
  router.dispatch(key('y'));
  router.dispatch(key('down'));
  router.dispatch({ kind: 'chunk', text: 'jjj' });
  router.dispatch(key('escape'));
  expect(heard).toEqual(['other y', 'other down', 'chunk jjj', 'refuse']);
  expect(router.liveBindings().map(({ id }) => id)).toEqual(['refuse']);
});
