/** What a name names. Only the first three are scored against other systems. */
export const ENTITY_TYPES = ['person', 'organization', 'place', 'event', 'work', 'other'] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** One occurrence of a name; offsets in UTF-16 code units of the article's text. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Entity {
  readonly type: EntityType;
  /** The fullest form seen, without titles and possessives. */
  readonly name: string;
  /** Walks of life that the words beside a person's name speak of, such as `politics`; sorted, empty for others. */
  readonly roles: readonly string[];
  readonly mentions: readonly Mention[];
}

/** A date that the text states; offsets in UTF-16 code units. */
export interface StatedDate extends Mention {
  /** ISO 8601, as precise as the words: `2020`, `2020-W04`, `2020-01`, `2020-01-21`, or two of them parted by a slash. */
  readonly value: string;
  /** First and last day that it stands for. */
  readonly first: string;
  readonly last: string;
}

/** A sum of money that the text states. */
export interface StatedMoney extends Mention {
  /** ISO 4217. */
  readonly currency: string;
  /** Decimal digits: a number of any size. */
  readonly amount: string;
}

/** A share in percent that the text states. */
export interface StatedShare extends Mention {
  /** Decimal digits, with a minus where the text has one. */
  readonly percent: string;
}

/** What an article says of itself. Every field is null or empty when the page does not say. */
export interface Description {
  readonly title: string | null;
  readonly authors: readonly string[];
  /** Agencies that the text is credited to apart from its authors: `AP` of "(AP)". */
  readonly credits: readonly string[];
  /** ISO 8601 date or instant, as precise as the page is: `2020-01-21` or `2020-01-21T10:00:00+01:00`. */
  readonly published: string | null;
  /** How likely the day of `published` is right, 0 to 1; null where there is none. */
  readonly publishedConfidence: number | null;
  /** How long before the page was fetched, where it only says "3 days ago": ISO 8601, `P3D`. */
  readonly publishedAgo: string | null;
  readonly modified: string | null;
  /** Place named by a dateline ("BAGHDAD, January 21 —"). */
  readonly dateline: string | null;
  readonly section: string | null;
  /** Where the page stands in its site, outermost first. */
  readonly breadcrumb: readonly string[];
  readonly siteName: string | null;
  /** What the page declares. */
  readonly tags: readonly string[];
  /** Phrases that the text itself comes back to, most telling first; no page declares them. */
  readonly keywords: readonly string[];
  /** ISO 639-1 code. */
  readonly language: string | null;
  /** Longer quotes in another language than the article. */
  readonly foreignQuotes: readonly ForeignQuote[];
  /** The article's own address: the canonical URL, or the link of a listing's entry. */
  readonly url: string | null;
  readonly description: string | null;
  readonly image: string | null;
  /** What the main image shows, as its markup says. */
  readonly imageAlt: string | null;
  /** Who made the main image, or who gave it. */
  readonly imageCredit: string | null;
  /** Licence of the article: an address, or the words of the page. */
  readonly licence: string | null;
}

/** A block of an article that quotes another language. */
export interface ForeignQuote {
  /** Ordinal of the block on its page. */
  readonly block: number;
  /** ISO 639-1 code. */
  readonly language: string;
}

/** A value that some part of the page gave for a field, chosen or not. */
export interface Claim {
  readonly field: string;
  readonly value: string;
  /** Where the page says so: `json-ld`, `meta:og:title`, `byline` … */
  readonly source: string;
  readonly chosen: boolean;
}

/** A post of a thread: its author, its time, and the blocks that hold it. */
export interface Part {
  /** 1-based position in the thread. */
  readonly ordinal: number;
  readonly author: string | null;
  /** ISO 8601 date or instant, as precise as the page is. */
  readonly published: string | null;
  /** Ordinals of its first and last block. */
  readonly firstBlock: number;
  readonly lastBlock: number;
}

/** One piece of writing on a page. */
export interface Article extends Description {
  /** 1-based position on the page. */
  readonly ordinal: number;
  /** Cut off by a read-more link: the rest is on another page. */
  readonly teaser: boolean;
  readonly text: string;
  /** The posts of a thread in order; empty for other articles. */
  readonly parts: readonly Part[];
  readonly entities: readonly Entity[];
  readonly dates: readonly StatedDate[];
  readonly money: readonly StatedMoney[];
  readonly shares: readonly StatedShare[];
  /** What every source on the page said, in the order in which sources are believed. */
  readonly claims: readonly Claim[];
}

/** Why an article starts where it does, or why a page was kept whole. */
export interface Boundary {
  /** Ordinal of the article's first block. */
  readonly block: number;
  readonly article: number;
  /** Stable names of the signals that were seen. */
  readonly signals: readonly string[];
  /** 0 to 1. */
  readonly confidence: number;
}
