import { pathWith } from './pager.tsx';

interface RuleProps {
  readonly rule: string;
  /** Narrows what is shown of it. */
  readonly query?: Readonly<Record<string, unknown>>;
}

/** The name of a rule, which leads to what it sets aside. */
export const Rule = ({ rule, query = {} }: RuleProps) => (
  <a class="rule" href={pathWith(`/rules/${encodeURIComponent(rule)}`, query)}>
    <bdi>{rule}</bdi>
  </a>
);
