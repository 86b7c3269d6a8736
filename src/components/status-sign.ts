import { type Span, span } from '../terminal/line.ts';
import { type Status, statusSigns } from '../terminal/theme.ts';

/** One cell: the sign of a status in its colour. */
export const statusSign = (status: Status): Span => span(statusSigns[status].sign, statusSigns[status].tone);
