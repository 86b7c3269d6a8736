/** What a session needs of this room, in one piece: it is loaded when AWS is opened, after the first frame. */
export { discoverServices } from './discover.ts';
export { identify } from './identity.ts';
export { cadences } from './observe/index.ts';
export { emptyMemory } from './observe/memory.ts';
export { createObserver } from './observe/observe-parts.ts';
export { regionOfMachine } from './region.ts';
export { createGateway } from './sdk.ts';
export { probeSimulator } from './simulated-endpoint.ts';
export { createVisit } from './visit.ts';
