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
    'iPhone iPad iPod iTunes Itunes iCloud MacBook iMac AirPods Kindle Xbox PlayStation Chromebook Bluetooth Wi-Fi Ethernet GraphQL OAuth Minecraft ' +
    'Fortnite Roblox Tetris Wordle Bitcoin Ethereum Dogecoin Kanban Scrum Bootstrap Tailwind Webpack CUDA OpenGL Vulkan DirectX LaTeX'
  ).split(' '),
);
/** The same, of words that are also called something else: only in a text about computers. */
const AMBIGUOUS: ReadonlySet<string> = new Set(
  'Java Ruby Rust Swift Go Julia Dart Delphi Oracle Apache Mac Cursor Eclipse'.split(' '),
);
const WORD = /\p{L}[\p{L}\d.+#]*[\p{L}\d+#]/gu;
/** Words that only texts about computers hold; each counts like a product that is named. */
const TRADE: ReadonlySet<string> = new Set(
  (
    'programming programmer programmers compiler compilers compile debug debugging plugin plugins runtime codebase ' +
    'JSON XML HTML API APIs IDE SDK JDK JVM applet applets servlet servlets bytecode serialize deserialize gzip ArrayList'
  ).split(' '),
);
const FEWEST_SIGNS = 2;

/** Whether a text is about computers: two products of theirs, or words of the trade. */
const isTechnical = (text: string): boolean => {
  const signs = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    if (PRODUCTS.has(word) || TRADE.has(word)) signs.add(word);
    if (signs.size >= FEWEST_SIGNS) return true;
  }
  return false;
};

/** What a longer name ends with when it is a program's: "Adobe Flash Player". */
const PROGRAM = /^(?:Player|Explorer|Browser|Edition|Compiler|Toolbar|SDK|OS|XP|Vista|Mobile|Premiere)$/;
const LAST_WORDS = /^(.+) (\S+)$/u;

/** "Google Chrome", "Windows Phone", "Internet Explorer": a maker or a system with its product. */
const isProgram = (form: string): boolean => {
  const [, before, last] = LAST_WORDS.exec(form) ?? [];
  if (before === undefined || last === undefined) return false;
  return (
    PRODUCTS.has(last) || (PROGRAM.test(last) && PRODUCTS.has(before.split(' ')[0]!)) || PROGRAMS.has(form)
  );
};
const PROGRAMS: ReadonlySet<string> = new Set([
  'Adobe Flash Player',
  'Adobe Reader',
  'Flash Player',
  'Google Maps',
  'Google Play',
  'Internet Explorer',
  'Windows Live',
]);

/** "SwiftSoup", "LPDDR5": words as makers coin them, of which neither people nor places have names. */
const COINED = /^(?:\p{Lu}\p{Ll}{3,}\p{Lu}[\p{L}\d]+|\p{Lu}{2,}\d{1,3})$/u;
/** Beginnings of surnames and given names that are followed by a capital. */
const PREFIXED = /^(?:Fitz|Mary|Anna|Anne|Saint|Ver|Vander|Vanden|Della|Delle|Dela)\p{Lu}/u;

const isCoined = (form: string): boolean => COINED.test(form) && !PREFIXED.test(form);

/** Names of software and devices are things whatever the tagger takes them for: type `other`. */
export const settleProducts = (text: string, spans: readonly Span[]): Span[] => {
  let technical: boolean | null = null;
  const isAmbiguous = (form: string): boolean => {
    if (!AMBIGUOUS.has(form.charAt(0).toUpperCase() + form.slice(1))) return false;
    technical ??= isTechnical(text);
    return technical;
  };
  return spans.map((span) => {
    const form = text.slice(span.start, span.end);
    const isThing =
      PRODUCTS.has(form) ||
      isAmbiguous(form) ||
      (span.type !== 'organization' && isCoined(form)) ||
      (span.type !== 'person' && isProgram(form));
    return isThing ? { ...span, type: 'other' } : span;
  });
};
