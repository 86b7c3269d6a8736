import { describe, expect, it } from 'vitest';
import { initialState } from '../../src/store/state.ts';
import { createStore } from '../../src/store/store.ts';

const store = () => createStore(initialState({ state: 'armed', until: null }));

describe('the store', () => {
  it('tells every subscriber once per update', () => {
    const { subscribe, update, getSnapshot } = store();
    const seen: boolean[] = [];
    subscribe(() => seen.push(getSnapshot().paused));
    const unsubscribe = subscribe(() => seen.push(getSnapshot().paused));
    update(state => ({ ...state, paused: true }));
    unsubscribe();
    update(state => ({ ...state, paused: false }));
    expect(seen).toEqual([true, true, false]);
  });

  it('tells nobody when nothing changed, so that nothing is drawn', () => {
    const { subscribe, update } = store();
    let told = 0;
    subscribe(() => {
      told += 1;
    });
    update(state => state);
    expect(told).toBe(0);
  });
});
