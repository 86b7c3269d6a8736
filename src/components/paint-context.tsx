import { createContext, useContext } from 'react';
import { type Painter, painter } from '../terminal/line.ts';

const PaintContext = createContext<Painter>(painter({ colour: false }));

/** Decides once, at the top, whether there are colours. */
export const PaintProvider = PaintContext.Provider;

export const usePainter = (): Painter => useContext(PaintContext);
