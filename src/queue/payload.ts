import { z } from 'zod';
import { WinnowError } from '../errors.ts';

// Jobs carry ids only: no page bytes, no results, no text. `v` lets a worker refuse what it does not know.
const refine = z.object({ v: z.literal(1), run: z.number().int(), chunk: z.number().int() });
const settle = z.object({ v: z.literal(1), run: z.number().int() });

const schedule = z.union([
  z.object({ v: z.literal(1), schedule: z.number().int() }),
  z.object({ v: z.literal(1), firing: z.number().int() }),
]);

export type RefineJob = z.infer<typeof refine>;
export type SettleJob = z.infer<typeof settle>;
export type ScheduleJob = z.infer<typeof schedule>;

const parseWith =
  <T>(schema: z.ZodType<T>, queue: string) =>
  (data: unknown): T => {
    const parsed = schema.safeParse(data);
    if (!parsed.success) throw new WinnowError('USAGE', `a job of the queue ${queue} has an unknown payload`);
    return parsed.data;
  };

export const parseRefineJob = parseWith(refine, 'refine');
export const parseSettleJob = parseWith(settle, 'settle');
export const parseScheduleJob = parseWith(schedule, 'schedule');
