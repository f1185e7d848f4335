import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tokens } from '../../config.ts';
import type { Problem } from '../problems.ts';
import { show } from './layout.tsx';

/** Answers with a page that says what is wrong; who needs a token is asked for it. */
export const errorPage = (
  reply: FastifyReply,
  request: FastifyRequest,
  problem: Problem,
  tokens: Tokens,
): FastifyReply => {
  if (problem.code === 'ACCESS_REFUSED' && request.method === 'GET')
    return reply.redirect(`/login?to=${encodeURIComponent(request.url)}`, 303);
  return show(reply, request, tokens, {
    title: problem.message,
    body: (
      <>
        <h1>{problem.message}</h1>
        <p class="dim">{problem.code}</p>
      </>
    ),
  });
};
