interface PagerProps {
  readonly path: string;
  /** The query string as it was asked for. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly next: number | null;
}

/** A path with a query string; what is not set is left out. */
export const pathWith = (path: string, query: Readonly<Record<string, unknown>>): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
};

/** Leads to the part of a list before this one and to the next. */
export const Pager = ({ path, query, next }: PagerProps) => {
  const offset = Number(query.offset ?? 0);
  const limit = Number(query.limit);
  const at = (to: number): string => pathWith(path, { ...query, offset: to === 0 ? undefined : to });
  if (offset === 0 && next === null) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {offset > 0 && <a href={at(Math.max(offset - limit, 0))}>Previous</a>}
      {next !== null && <a href={at(next)}>Next</a>}
    </nav>
  );
};
