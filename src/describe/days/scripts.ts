/** A day that a script's state or an attribute of the page's source gives under a name. */
interface StatedDay {
  readonly key: 'published' | 'created';
  readonly value: string;
}

/**
 * A name that ends or goes on after one of these stems, what parts it from its value in JSON (also inside a
 * string of its own), in a script or in an attribute, and an ISO day or milliseconds.
 */
const NAMED_DAY =
  /([Pp]ubli(?:sh|c)|[Pp]osted|[Pp]ub_?[Dd]ate|[Cc]reated)[\w-]{0,24}[\\"']{0,4}\s?[:=]\s?[\\"']{0,4}(\d{4}-\d\d-\d\d(?:[T ][\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)?)?|\d{13})(?!\d)/g;
const LARGEST = 4_000_000;
/** Values that name more days are those of many stories. */
const MOST_DAYS = 3;

/**
 * Days that a page's source states outside its text, metas and JSON-LD: applications keep their articles so, and
 * pages whose JSON-LD is broken. In a thread "created" counts where nothing says "published", and says one day.
 */
export function statedInScripts(source: string, isThread: boolean): StatedDay[] {
  const found = new Map<string, Map<string, string>>();
  for (const [, name, value] of source.slice(0, LARGEST).matchAll(NAMED_DAY)) {
    const key = name!.toLowerCase() === 'created' ? 'created' : 'published';
    const days = found.get(key) ?? new Map<string, string>();
    const day = value!.slice(0, 10);
    if (!days.has(day)) days.set(day, value!);
    found.set(key, days);
  }
  const published = found.get('published');
  const key = published ? 'published' : 'created';
  const days = [...(found.get(key)?.values() ?? [])];
  return days.length <= (published ? MOST_DAYS : isThread ? 1 : 0)
    ? days.map((value) => ({ key, value }))
    : [];
}
