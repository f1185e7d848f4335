/** Writing systems that matter for telling encodings apart; `none` is everything that is no letter. */
export const SCRIPTS = [
  'none',
  'latin',
  'greek',
  'cyrillic',
  'hebrew',
  'arabic',
  'thai',
  'kana',
  'han',
  'hangul',
] as const;
export type Script = (typeof SCRIPTS)[number];

const RANGES: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x41, 0x5a, 'latin'],
  [0x61, 0x7a, 'latin'],
  [0xaa, 0xaa, 'latin'],
  [0xba, 0xba, 'latin'],
  [0xc0, 0xd6, 'latin'],
  [0xd8, 0xf6, 'latin'],
  [0xf8, 0x24f, 'latin'],
  [0x300, 0x36f, 'latin'],
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x5b0, 0x5f2, 'hebrew'],
  [0x621, 0x65f, 'arabic'],
  [0x670, 0x6d3, 'arabic'],
  [0xe01, 0xe4e, 'thai'],
  [0x1e00, 0x1eff, 'latin'],
  [0x3041, 0x30ff, 'kana'],
  [0x3400, 0x9fff, 'han'],
  [0xac00, 0xd7a3, 'hangul'],
];

/** Index into `SCRIPTS` by UTF-16 code unit. */
const SCRIPT_BY_UNIT = new Uint8Array(0x10000);
for (const [first, last, script] of RANGES) SCRIPT_BY_UNIT.fill(SCRIPTS.indexOf(script), first, last + 1);

export const scriptIndex = (unit: number): number => SCRIPT_BY_UNIT[unit]!;

export const LOWER = 1;
export const UPPER = 2;

/** Letters with case end here, but for a few that no legacy encoding holds. */
const CASED_UNITS = 0x2000;
const CASE_BY_UNIT = new Uint8Array(CASED_UNITS);
for (let unit = 0; unit < CASED_UNITS; unit += 1) {
  const char = String.fromCharCode(unit);
  const [lower, upper] = [char.toLowerCase(), char.toUpperCase()];
  if (lower !== upper) CASE_BY_UNIT[unit] = char === lower ? LOWER : char === upper ? UPPER : 0;
}

/** `LOWER`, `UPPER`, or 0 for a letter without case and for anything else. */
export const caseOf = (unit: number): number => CASE_BY_UNIT[unit] ?? 0;
