/**
 * `1,240`, `-12,000.5`: thousands apart, and no more decimals than needed, at most `mostDecimals`. What Intl.NumberFormat
 * gives for en-US, without the tables of all languages, which every start would wait for.
 */
export function grouped(value: number, mostDecimals = 0): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
  const [whole = '', decimals = ''] = value.toFixed(mostDecimals).split('.');
  const needed = decimals.replace(/0+$/, '');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (needed === '' ? '' : `.${needed}`);
}
