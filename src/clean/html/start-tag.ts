import { decodeHTMLAttribute } from 'entities';
import { keptAttributeAt, tagAt } from './names.ts';

export type Attributes = Record<string, string>;

/** The start tag that is being read, piece after piece: its name, and those of its attributes that are kept. */
export class StartTag {
  tag = '';
  /** Null for an element without any that is kept. */
  attributes: Attributes | null = null;

  private readonly source: string;
  private readonly classes = new Map<string, string>();
  private attribute: string | null = null;
  private value = '';

  constructor(source: string) {
    this.source = source;
  }

  begin(start: number, end: number): void {
    this.tag = tagAt(this.source, start, end);
    this.attributes = null;
  }

  beginAttribute(start: number, end: number): void {
    this.value = '';
    this.attribute = keptAttributeAt(this.source, start, end);
    if (this.attribute === 'src' && this.tag !== 'img') this.attribute = null;
  }

  addValue(start: number, end: number): void {
    if (this.attribute !== null) this.value += this.source.slice(start, end);
  }

  endAttribute(): void {
    if (this.attribute === null) return;
    this.attributes ??= {};
    // The first of two attributes of one name counts.
    if (!Object.hasOwn(this.attributes, this.attribute)) {
      const value = this.value.includes('&') ? decodeHTMLAttribute(this.value) : this.value;
      this.attributes[this.attribute] = this.attribute === 'class' ? this.known(value) : value;
    }
    this.attribute = null;
  }

  /** The same string for equal classes: they are looked up many times. */
  private known(value: string): string {
    const seen = this.classes.get(value);
    if (seen !== undefined) return seen;
    this.classes.set(value, value);
    return value;
  }
}

/** Whether an element's own style starts a line with it. */
export const displaysAsBlock = (attributes: Readonly<Attributes> | null): boolean =>
  attributes?.style !== undefined &&
  /display\s*:\s*(?:block|flex|grid|table|list-item)/i.test(attributes.style);

/** Whether an element states a date, a name or another property of what it holds. */
export const isEvidence = (tag: string, attributes: Readonly<Attributes> | null): boolean =>
  attributes !== null &&
  (tag === 'time' ||
    attributes.itemprop !== undefined ||
    attributes.property !== undefined ||
    attributes.rel === 'author');
