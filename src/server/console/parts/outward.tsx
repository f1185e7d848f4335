/** An address that a page gave, if a browser may follow it. */
const followable = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  return /^https?:$/.test(new URL(url).protocol) ? url : null;
};

/** A link to a crawled page, which is told nothing of where one comes from. */
export const Outward = ({ url, text }: { readonly url: string; readonly text?: string }) => {
  const href = followable(url);
  return href === null ? (
    <span>{text ?? url}</span>
  ) : (
    <a class="outward" href={href} rel="noreferrer noopener nofollow" target="_blank">
      {text ?? url}
    </a>
  );
};
