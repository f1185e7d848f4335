import type { Holding } from '../../../store/browse/overview.ts';

/** A number with its thousands apart. */
export const amount = (count: number): string => count.toLocaleString('en');

const round = (count: number): number => {
  const unit = 10 ** Math.max(Math.floor(Math.log10(count)) - 1, 0);
  return Math.round(count / unit) * unit;
};

/** How much there is of something: about, where it was not counted. */
export const held = ({ count, exact }: Holding): string =>
  exact ? amount(count) : `about ${amount(round(count))}`;
