const byte = (at: string): string => `get_byte(entries, ${at})::bigint`;

/** Ids of the paragraphs that the index of keys knows, and those that have a sketch. */
export const INDEXED = `
  select ${byte('4 * n + 4 * i')} + (${byte('4 * n + 4 * i + 1')} << 8) + (${byte('4 * n + 4 * i + 2')} << 16)
    + (${byte('4 * n + 4 * i + 3')} << 24) + (${byte('8 * n + i')} << 32) as id
  from (select entries, length(entries) / 9 as n from winnow.key_page) as page
  cross join lateral generate_series(0, n - 1) as i
  union
  select 64 * number + i from winnow.sketch_page cross join generate_series(0, 63) as i
  where substring(sketches from 16 * i + 1 for 16) <> decode(repeat('00', 16), 'hex')`;
