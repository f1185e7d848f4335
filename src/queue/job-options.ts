import type { JobsOptions } from 'bullmq';
import { PRIORITIES } from '../store/run-control.ts';
import { type QueueName, TOPOLOGY } from './topology.ts';

/** Options of a job of this queue. The id only keeps the same job from waiting twice. */
export const jobOptions = (name: QueueName, jobId: string): JobsOptions => ({
  jobId,
  attempts: TOPOLOGY[name].attempts,
  backoff: { type: 'exponential', delay: TOPOLOGY[name].backoffMilliseconds },
  removeOnComplete: true,
  removeOnFail: true,
});

/** Where a job of a run of this priority stands in the queue: BullMQ takes the smallest number first. */
export const jobPriority = (priority: number): JobsOptions => ({ priority: PRIORITIES.most + 1 - priority });
