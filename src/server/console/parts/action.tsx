import type { ComponentChildren } from 'preact';

interface ActionProps {
  /** A path of the API. */
  readonly path: string;
  readonly method?: 'POST' | 'DELETE';
  readonly body?: unknown;
  /** What is asked before. */
  readonly question?: string;
  /** The place to go to afterwards, in which `{id}` stands for the answer's; the same page unless given. */
  readonly then?: string;
  readonly children: ComponentChildren;
}

/** A button that has the API do something. Show it only to those who may. */
export const Action = ({ path, method, body, question, then, children }: ActionProps) => (
  <button
    type="button"
    data-action={path}
    data-method={method}
    data-body={body === undefined ? undefined : JSON.stringify(body)}
    data-confirm={question}
    data-then={then}
  >
    {children}
  </button>
);
