import type { Queryable } from '../database.ts';

/** A view that can be asked in SQL. */
export interface View {
  readonly view: string;
  readonly meaning: string | null;
  readonly columns: readonly {
    readonly column: string;
    readonly type: string;
    readonly meaning: string | null;
  }[];
}

/** All views with what they and their columns mean, by their names. */
export const listViews = async (database: Queryable): Promise<View[]> => {
  const { rows } = await database.query<View['columns'][number] & { view: string; about: string | null }>(
    `select view, "column", type, meaning, obj_description(format('winnow.%I', view)::regclass, 'pg_class') as about
     from winnow.columns`,
  );
  const views: (View & { columns: View['columns'][number][] })[] = [];
  for (const { view, about, ...column } of rows) {
    if (views.at(-1)?.view !== view) views.push({ view, meaning: about, columns: [] });
    views.at(-1)!.columns.push(column);
  }
  return views;
};
