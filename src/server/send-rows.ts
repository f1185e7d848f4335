import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { WinnowError } from '../errors.ts';
import { csvText, jsonLinesText } from '../store/row-text.ts';
import type { Context } from './context.ts';
import type { Question } from './questions.ts';

/** The forms in which rows are sent. */
const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', text: csvText },
  jsonl: { type: 'application/x-ndjson; charset=utf-8', text: jsonLinesText },
} as const;

export type Format = keyof typeof FORMATS;

/** A reader that takes nothing for so long is given up. */
const PATIENCE_MILLISECONDS = 60_000;

/** Says when nobody waits for an answer any more, or the server is told to stop. */
export const untilLeft = (reply: FastifyReply, closing: AbortSignal): AbortSignal => {
  const left = new AbortController();
  const close = (): void => left.abort(new WinnowError('SERVER_CLOSING'));
  reply.raw.once('close', () => left.abort(new Error('nobody waits for the answer')));
  closing.addEventListener('abort', close, { signal: left.signal });
  if (closing.aborted) close();
  return left.signal;
};

/**
 * Answers with the rows of a question as they come, and waits while the reader is slow; the query ends when the reader
 * leaves. What fails later than the first rows breaks the answer off, so that nobody takes it for whole.
 */
export const sendRows = async (
  reply: FastifyReply,
  { ask, closing }: Pick<Context, 'ask' | 'closing'>,
  question: Question,
  format: Format,
): Promise<FastifyReply> => {
  const left = untilLeft(reply, closing);
  const { type, text } = FORMATS[format];
  const part = text();
  const answer = new PassThrough();
  let isBegun = false;
  try {
    await ask(
      question,
      async (rows, columns) => {
        if (!isBegun) reply.type(type).send(answer);
        isBegun = true;
        if (answer.write(part(rows, columns))) return;
        await once(answer, 'drain', {
          signal: AbortSignal.any([left, AbortSignal.timeout(PATIENCE_MILLISECONDS)]),
        });
      },
      left,
    );
    answer.end();
  } catch (error) {
    if (reply.raw.destroyed) return reply.hijack();
    const cause = left.aborted ? left.reason : error;
    if (!isBegun) throw cause;
    answer.destroy(cause as Error);
  }
  return reply;
};
