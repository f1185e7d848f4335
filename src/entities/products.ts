import type { Span } from './span.ts';

/** Languages, systems and tools that texts about computers name: things, neither bodies nor people nor places. */
const PRODUCTS: ReadonlySet<string> = new Set(
  (
    'JavaScript TypeScript Python PHP Perl Haskell Kotlin Scala Clojure Erlang Elixir Fortran COBOL MATLAB Pascal Lisp Bash ' +
    'Linux Windows Android iOS macOS iPadOS watchOS Unix UNIX Ubuntu Debian Fedora Gentoo Chrome Firefox Safari Outlook Gmail ' +
    'WordPress Drupal Joomla Laravel Django Flask Rails jQuery Angular Vue Svelte Node.js NodeJS Next.js React Redux Flutter ' +
    'Docker Kubernetes Terraform Ansible Jenkins Git PostgreSQL Postgres MySQL SQLite MongoDB Redis Kafka Elasticsearch BigQuery ' +
    'PyTorch TensorFlow Keras NumPy Pandas Jupyter Hadoop Spark Tableau Photoshop Illustrator InDesign Lightroom Figma Blender ' +
    'Excel PowerPoint Word OneNote OneDrive SharePoint ChatGPT GPT-3 GPT-4 Claude Gemini Copilot Midjourney DALL-E Siri Alexa ' +
    'iPhone iPad iPod MacBook iMac AirPods Kindle Xbox PlayStation Chromebook Bluetooth Wi-Fi Ethernet GraphQL OAuth Minecraft ' +
    'Fortnite Roblox Wordle Bitcoin Ethereum Dogecoin Kanban Scrum Bootstrap Tailwind Webpack CUDA OpenGL Vulkan DirectX LaTeX'
  ).split(' '),
);
/** The same, of words that are also called something else: only beside others of them. */
const BESIDE_OTHERS: ReadonlySet<string> = new Set(
  'Java Ruby Rust Swift Go Julia Dart Delphi Oracle Apache Mac Cursor'.split(' '),
);
const FEWEST_OTHERS = 2;

/** "SwiftSoup", "LPDDR5": words as makers coin them, of which neither people nor places have names. */
const COINED = /^(?:\p{Lu}\p{Ll}{3,}\p{Lu}[\p{L}\d]+|\p{Lu}{2,}\d{1,3})$/u;
/** Beginnings of surnames and given names that are followed by a capital. */
const PREFIXED = /^(?:Fitz|Mary|Anna|Anne|Saint|Ver|Vander|Vanden|Della|Delle|Dela)\p{Lu}/u;

const isCoined = (form: string): boolean => COINED.test(form) && !PREFIXED.test(form);

/** Names of software and devices are things whatever the tagger takes them for: type `other`. */
export const settleProducts = (text: string, spans: readonly Span[]): Span[] => {
  const written = spans.map((span) => text.slice(span.start, span.end));
  const met = new Set(written.filter((form) => PRODUCTS.has(form)));
  const isProduct = (form: string): boolean =>
    PRODUCTS.has(form) || (met.size >= FEWEST_OTHERS && BESIDE_OTHERS.has(form));
  return spans.map((span, index) => {
    const form = written[index]!;
    const isThing = isProduct(form) || (span.type !== 'organization' && isCoined(form));
    return isThing ? { ...span, type: 'other' } : span;
  });
};
