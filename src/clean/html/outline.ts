import { decodeHTML } from 'entities';
import type { Outline } from '../../document/block.ts';
import { keepShape } from '../../document/keep-shape.ts';
import type { DecodedPage } from '../../document/page.ts';
import {
  ENDS_PARAGRAPH,
  ENDS_PREFORMATTED,
  ENDS_SVG,
  isBlockLevel,
  SPACED,
  STYLED_APART,
  VOID_ELEMENTS,
} from './elements.ts';
import { embeddedBlocks } from './embedded.ts';
import { tagAt } from './names.ts';
import { type Frame, OpenElements } from './open-elements.ts';
import { type Attributes, displaysAsBlock, isEvidence, StartTag } from './start-tag.ts';
import { TextFlow } from './text-flow.ts';
import { tokenize } from './tokenize.ts';

/** Scripts that may hold the text of a page that is written in the browser. */
const STATE_SCRIPT = /^\s*(?:\{|\[|(?:window|self|globalThis)\s*[.[])/;
const SMALLEST_STATE = 200;

/** `<![CDATA[` is a bogus comment in HTML and ends at `>`; the tokenizer would look for `]]>`. */
const CDATA = '<![CDATA[';
/** What is rare in it: a search for `<` stops at every tag. */
const CDATA_MARK = '[CDATA[';
const BOGUS = '<!cdata[';

/** Takes an HTML page apart in one pass over its tokens; no tree is built. */
export function outlineHtml(page: DecodedPage): Outline {
  const text = page.text.includes(CDATA_MARK) ? page.text.replaceAll(CDATA, BOGUS) : page.text;
  const outliner = keepShape(new Outliner(text));
  tokenize(text, outliner);
  return outliner.finish();
}

/** Receives tokens and turns them into blocks. */
class Outliner {
  private readonly source: string;
  private readonly startTag: StartTag;
  private readonly open = new OpenElements();
  private readonly flow = new TextFlow(this.open);
  private readonly metas: [string, string][] = [];
  private readonly links: [string, string][] = [];
  private readonly jsonLd: string[] = [];
  private readonly states: string[] = [];
  private title: string | null = null;
  private lang: string | null = null;
  private base: string | null = null;

  /** The element whose content is not markup: script, style or title. */
  private raw: 'script' | 'style' | 'title' | null = null;
  private rawText = '';
  private scriptKind: 'ld' | 'state' | 'other' = 'other';
  private svg = 0;
  private svgText = '';
  private preformatted = 0;
  /** The inline element that ended last, as long as nothing followed it. */
  private ended: Frame | null = null;
  private lastImage = '';

  constructor(source: string) {
    this.source = source;
    this.startTag = new StartTag(source);
  }

  finish(): Outline {
    this.endTitle();
    this.flow.end();
    const nodes = this.open.nodes;
    const blocks = this.flow.blocks;
    for (const extra of embeddedBlocks(blocks, this.jsonLd, this.states)) {
      nodes.push({ parent: -1, tag: 'script', attributes: { type: extra.origin } });
      for (const paragraph of extra.paragraphs)
        blocks.push({
          ordinal: blocks.length,
          line: null,
          text: paragraph,
          node: nodes.length - 1,
          links: [],
        });
    }
    return {
      blocks,
      markup: {
        nodes,
        title: this.title,
        lang: this.lang,
        metas: this.metas,
        links: this.links,
        jsonLd: this.jsonLd,
        base: this.base,
      },
    };
  }

  ontext(start: number, end: number): void {
    // Half of what stands between tags is white space.
    if (this.raw === null && this.svg === 0 && this.preformatted === 0 && isWhite(this.source, start, end)) {
      if (!this.open.inReading()) this.flow.addSpace();
      return;
    }
    const text = this.source.slice(start, end);
    this.addText(text.includes('&') && !this.isVerbatim() ? decodeHTML(text) : text);
  }

  /** Whether `&amp;` stands for itself where the page is read now. */
  private isVerbatim(): boolean {
    if (this.raw !== null) return this.raw !== 'title';
    const tag = this.open.top()?.tag;
    return tag === 'xmp' || tag === 'textarea';
  }

  private addText(data: string): void {
    this.ended = null;
    if (this.raw === null && this.svg === 0) {
      // What is written over a word says again how to read it: in a line of text it would double the word.
      if (!this.open.inReading()) this.flow.add(data, this.preformatted > 0);
    } else if (this.raw === 'title') this.rawText += data;
    else if (this.raw === 'script') this.addScript(data);
    else if (this.svg > 0 && this.raw === null) this.svgText += data;
  }

  private addScript(data: string): void {
    if (this.scriptKind === 'ld') this.jsonLd.push(data.replaceAll(BOGUS, CDATA));
    else if (
      this.scriptKind === 'state' ||
      (data.length > SMALLEST_STATE && STATE_SCRIPT.test(data.slice(0, 80)))
    )
      this.states.push(data);
  }

  onopentagname(start: number, end: number): void {
    this.startTag.begin(start, end);
  }

  onattribname(start: number, end: number): void {
    this.startTag.beginAttribute(start, end);
  }

  onattribdata(start: number, end: number): void {
    this.startTag.addValue(start, end);
  }

  ontextentity(): void {}
  onattribentity(): void {}

  onattribend(): void {
    this.startTag.endAttribute();
  }

  onopentagend(): void {
    this.startElement(this.startTag.tag, this.startTag.attributes, false);
  }

  onselfclosingtag(): void {
    this.startElement(this.startTag.tag, this.startTag.attributes, true);
  }

  onclosetag(start: number, end: number): void {
    this.endElement(tagAt(this.source, start, end));
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  private startElement(tag: string, attributes: Attributes | null, selfClosing: boolean): void {
    if (tag === 'script' || tag === 'style') {
      this.startRaw(tag, attributes, selfClosing);
      return;
    }
    if (this.svg > 0) {
      if (!ENDS_SVG.has(tag)) {
        if (tag === 'svg' && !selfClosing) this.svg++;
        return;
      }
      this.endSvg();
      if (tag === 'foreignobject') return;
    }
    if (tag === 'title') {
      this.raw = 'title';
      this.rawText = '';
      return;
    }
    if (tag === 'svg') {
      this.flow.addSpace();
      if (!selfClosing) this.svg = 1;
      return;
    }
    if (VOID_ELEMENTS.has(tag)) {
      this.voidElement(tag, attributes);
      return;
    }
    if (tag === 'html') this.lang ??= attributes?.lang ?? null;
    if (tag === 'head' || ((tag === 'html' || tag === 'body') && this.open.last(tag) >= 0)) return;
    this.startFlow(tag, attributes);
  }

  private startFlow(tag: string, attributes: Attributes | null): void {
    const cell = tag === 'td' || tag === 'th';
    const block = !cell && (isBlockLevel(tag) || displaysAsBlock(attributes));
    if (block) this.boundary(tag);
    else if (SPACED.has(tag)) this.flow.addSpace();
    if (ENDS_PARAGRAPH.has(tag)) this.close(this.open.openParagraph());
    this.close(this.open.closedBy(tag));
    if (cell) this.flow.startCell();
    if (tag === 'option') this.flow.addBreak(false);
    if (this.isNeighbour(tag, attributes)) this.flow.addNeighbour();
    else if (this.isOtherPart(tag, attributes)) this.flow.addPart(this.ended);
    this.ended = null;
    this.open.push(tag, attributes);
    if (tag === 'pre' || tag === 'listing' || tag === 'xmp') this.preformatted = this.open.size;
    if (tag === 'a' && attributes?.href) this.flow.startLink(attributes.href, attributes.rel);
    else if (isEvidence(tag, attributes)) this.keepEvidence();
  }

  /** Whether an element follows one of its kind with nothing between: `<span class="badge">` after another. */
  private isNeighbour(tag: string, attributes: Attributes | null): boolean {
    const { ended } = this;
    if (ended === null || ended.tag !== tag || ended.parent !== this.open.top()) return false;
    return attributes?.class !== undefined && ended.attributes.class === attributes.class;
  }

  /** Whether an element of another kind follows with nothing between: `<span class="byline">` after a title. */
  private isOtherPart(tag: string, attributes: Attributes | null): boolean {
    const { ended } = this;
    if (ended === null || !STYLED_APART.has(tag) || ended.parent !== this.open.top()) return false;
    return attributes?.class !== undefined || ended.attributes.class !== undefined;
  }

  /** Dates and names that the markup states inside a line are kept as elements of their own. */
  private keepEvidence(): void {
    const frame = this.open.top();
    if (frame) this.open.materialise(frame);
  }

  private voidElement(tag: string, attributes: Attributes | null): void {
    if (tag === 'br') this.flow.addBreak(this.preformatted > 0);
    else if (tag === 'hr') this.boundary(tag);
    else if (tag === 'img') this.image(attributes);
    else if (tag === 'meta') this.meta(attributes);
    else if (tag === 'link' && attributes?.rel && attributes.href)
      this.links.push([attributes.rel.toLowerCase(), attributes.href]);
    else if (tag === 'base' && attributes?.href) this.base ??= attributes.href;
    else if (SPACED.has(tag)) this.flow.addSpace();
  }

  private image(attributes: Attributes | null): void {
    this.flow.addSpace();
    const alt = attributes?.alt?.replace(/\s+/g, ' ').trim() ?? '';
    if (!isDescription(alt) && !(alt.length > 2 && this.open.last('figure') >= 0)) return;
    // Shops show a thing from many sides under one description.
    if (alt === this.lastImage) return;
    this.lastImage = alt;
    const frame = this.open.push('img', attributes);
    this.open.popTo(frame.depth);
    this.flow.addLater(alt, frame);
  }

  private meta(attributes: Attributes | null): void {
    const name =
      attributes?.property ?? attributes?.name ?? attributes?.itemprop ?? attributes?.['http-equiv'] ?? null;
    if (name && attributes?.content !== undefined) this.metas.push([name.toLowerCase(), attributes.content]);
  }

  private startRaw(tag: 'script' | 'style', attributes: Attributes | null, selfClosing: boolean): void {
    // The tokenizer takes everything up to the end tag as text, also after `<script/>`.
    if (selfClosing && this.svg > 0) return;
    this.raw = tag;
    const type = attributes?.type?.toLowerCase() ?? '';
    if (type.includes('ld+json')) this.scriptKind = 'ld';
    else this.scriptKind = type.includes('json') ? 'state' : 'other';
  }

  private endElement(tag: string): void {
    if (this.raw !== null) {
      if (tag !== this.raw) return;
      this.endTitle();
      this.raw = null;
      return;
    }
    if (this.svg > 0) {
      if (tag === 'svg') this.endSvg();
      return;
    }
    if (tag === 'br') {
      this.flow.addBreak(this.preformatted > 0);
      return;
    }
    if (tag === 'body' || tag === 'html' || tag === 'head' || VOID_ELEMENTS.has(tag)) return;
    if (tag === 'a') this.flow.endLink();
    if (tag !== 'td' && tag !== 'th' && isBlockLevel(tag)) this.boundary(tag);
    const position = this.open.closes(tag);
    if (position < 0) return;
    const frame = this.open.at(position);
    if (frame && displaysAsBlock(frame.attributes)) this.boundary(tag);
    this.close(position);
    this.ended = STYLED_APART.has(tag) ? frame : null;
    if (SPACED.has(tag)) this.flow.addSpace();
  }

  private endTitle(): void {
    if (this.raw !== 'title') return;
    const title = this.rawText.replace(/\s+/g, ' ').trim();
    if (title !== '') this.title ??= title;
    this.rawText = '';
  }

  private endSvg(): void {
    if (--this.svg > 0 && this.svgText.length < 4) return;
    this.svg = 0;
    const text = this.svgText.replace(/\s+/g, ' ').trim();
    this.svgText = '';
    if (!isDescription(text)) return;
    const frame = this.open.push('svg', null);
    this.open.popTo(frame.depth);
    this.flow.addLater(text, frame);
  }

  /** The edge of a block; inside preformatted text it is a line break. */
  private boundary(tag: string): void {
    if (this.preformatted > 0 && !ENDS_PREFORMATTED.has(tag)) {
      if (this.open.size >= this.preformatted && tag !== 'pre') {
        this.flow.addBreak(false);
        return;
      }
    }
    if (ENDS_PREFORMATTED.has(tag)) this.preformatted = 0;
    this.flow.end();
  }

  private close(position: number): void {
    if (position < 0) return;
    this.open.popTo(position);
    this.flow.closed();
    if (this.preformatted > this.open.size) this.preformatted = 0;
  }
}

const isWhite = (text: string, start: number, end: number): boolean => {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x09 && code !== 0x0d && code !== 0x0c) return false;
  }
  return true;
};

/** An image text that says something: not a file name, a number or a single word. */
const isDescription = (text: string): boolean =>
  text.length >= 12 &&
  /\p{L}/u.test(text) &&
  (/\s/.test(text) || /[^\u0000-\u024F]/.test(text)) &&
  !/\.(?:jpe?g|png|gif|webp|svg|avif)$/i.test(text);
