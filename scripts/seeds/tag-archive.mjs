// Puts the lines of the flattened tag archive back into the markup that a theme would have had around them.

const escapeHtml = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Lines that no blank line parts belong to one paragraph, as a writer makes them with shift and enter. */
const paragraphs = (lines) =>
  lines
    .join('\n')
    .split(/\n\n+/)
    .map((text) => text.replace(/^\n+|\n+$/g, ''))
    .filter((text) => text.trim() !== '')
    .map((text) => `<p>${text.split('\n').map(escapeHtml).join('<br />\n')}</p>`);

const tagLinks = (line) =>
  line
    .split(',')
    .map((tag) => `<a href="/tag/${slug(tag)}/" rel="tag">${escapeHtml(tag)}</a>`)
    .join(',');

/** One post: tags, image text, title, image text again (not always), caption, body. */
const post = (text, index) => {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line !== '');
  const [tags, alt, title] = filled;
  const echo = filled[3] === alt ? filled[3] : null;
  const caption = echo === null ? filled[3] : filled[4];
  const body = paragraphs(lines.slice(lines.indexOf(caption) + 1));
  const link = `https://sound-observer.example/${slug(title)}/`;
  const picture = `/wp-content/uploads/${slug(alt).slice(0, 40)}.jpg`;
  return `<article id="post-${4100 + 7 * index}" class="post type-post status-publish hentry">
<div class="tags-links">${tagLinks(tags)}</div>
<a class="post-thumbnail" href="${link}"><img src="${picture}" alt="${escapeHtml(alt)}" width="640" height="360" /></a>
<header class="entry-header"><h2 class="entry-title"><a href="${link}" rel="bookmark">${escapeHtml(title)}</a></h2></header>
<div class="entry-content">
<figure class="wp-caption"><img src="${picture}" alt="${escapeHtml(echo ?? '')}" /><figcaption class="wp-caption-text">${escapeHtml(caption)}</figcaption></figure>
${body.join('\n')}
<p class="link-more"><a href="${link}#more" class="more-link">Continue Reading</a></p>
</div>
</article>`;
};

/** The HTML page whose flattened text is `text`. */
export const tagArchive = (text, template) => {
  const end = text.lastIndexOf('\n\n');
  const [copyright, share] = text.slice(end + 2).split('\n');
  const start = text.indexOf('\n\n');
  const posts = text
    .slice(start + 2, end)
    .split(/\n+Continue Reading(?:\n+|$)/)
    .filter((part) => part !== '');
  const fields = {
    listing: escapeHtml(text.slice(0, start)),
    posts: posts.map(post).join('\n'),
    copyright: escapeHtml(copyright),
    share: escapeHtml(share),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => fields[name]);
};
