import { CronExpressionParser } from 'cron-parser';
import { WinnowError } from '../errors.ts';

/** What a schedule may be called. */
export const SCHEDULE_NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/** When an expression is next due; throws USAGE with what is wrong about it. */
export const nextDue = (cron: string, tz: string): Date => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: tz });
  } catch (cause) {
    throw new WinnowError('USAGE', 'a time zone is one such as Europe/Paris', { cause });
  }
  try {
    return CronExpressionParser.parse(cron, { tz }).next().toDate();
  } catch (cause) {
    throw new WinnowError(
      'USAGE',
      `the clock is set by five fields such as "0 3 * * *": ${(cause as Error).message}`,
      { cause },
    );
  }
};
