/**
 * `1,240`, `-12,000.5`: thousands apart, and no more decimals than needed, at most `mostDecimals`. What Intl.NumberFormat
 * gives for en-US of numbers up to 10¹², without the tables of all languages, which every start would wait for.
 */
export function grouped(value: number, mostDecimals = 0): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  // Moved by its decimal digits, as a reader would round it: 1.005 is not quite that in binary. Tiny ones have an exponent.
  const rounded = size < 1e-6 ? 0 : Math.round(Number(`${size}e${mostDecimals}`));
  const digits = String(rounded).padStart(mostDecimals + 1, '0');
  const whole = digits.slice(0, digits.length - mostDecimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = digits.slice(digits.length - mostDecimals).replace(/0+$/, '');
  return `${value < 0 && rounded > 0 ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}
