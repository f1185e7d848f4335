declare module 'html-encoding-sniffer' {
  /** Name of the encoding by byte order mark, transport label or `<meta>`; else `defaultEncoding`. */
  const sniff: (
    bytes: Uint8Array,
    options?: { xml?: boolean; transportLayerEncodingLabel?: string; defaultEncoding?: string },
  ) => string;
  export default sniff;
}
