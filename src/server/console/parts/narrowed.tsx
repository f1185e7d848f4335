import { pathWith } from './pager.tsx';

interface NarrowedProps {
  readonly path: string;
  /** The query string as it was asked for. */
  readonly query: Readonly<Record<string, unknown>>;
}

/** Words of a query string that do not narrow a list, or that stand in a field of their own. */
const OTHERS: ReadonlySet<string> = new Set(['limit', 'offset', 'q']);

/** What a list is narrowed by, each with a way to take it back. */
export const Narrowed = ({ path, query }: NarrowedProps) => {
  const set = Object.entries(query).filter(([name, value]) => value !== undefined && !OTHERS.has(name));
  return set.length === 0 ? null : (
    <p class="narrowed">
      {set.map(([name, value]) => (
        <a
          key={name}
          class="mark"
          title="take this back"
          href={pathWith(path, { ...query, offset: undefined, [name]: undefined })}
        >
          <bdi>{`${name} ${String(value)}`}</bdi> ×
        </a>
      ))}
    </p>
  );
};
