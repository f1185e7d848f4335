import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_OPTIONS, type RefineOptions, type SiteRules } from './document/index.ts';
import { WinnowError } from './errors.ts';
import { siteRules } from './site-rules.ts';

/** Where Winnow works: from the environment, each with a default that suits one machine. */
export interface Settings {
  /** PostgreSQL to use; null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** Redis for the queue; null keeps the queue in PostgreSQL. */
  readonly redisUrl: string | null;
  /** Folder of the embedded PostgreSQL. */
  readonly home: string;
  /** Chunks that one process refines at the same time. */
  readonly concurrency: number;
  /** Seconds that a page may take before it is given up. */
  readonly pageTimeout: number;
  /** Megabytes of heap that a refining process may use before the page in hand is given up. */
  readonly threadHeap: number;
  /** Seconds that a worker has to finish what is in hand when it is told to stop. */
  readonly stopDeadline: number;
  /** Days for which a version of a page is kept after another one took its place. */
  readonly keepVersions: number;
}

const number = z.coerce.number({ error: 'is not a number' });
const positive = number.positive();

/** What WINNOW_LOG may be. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

const environment = z.object({
  DATABASE_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  WINNOW_HOME: z.string().default('.winnow'),
  WINNOW_CONCURRENCY: positive.int().max(256).default(2),
  WINNOW_PAGE_TIMEOUT: positive.max(3600).default(30),
  WINNOW_THREAD_HEAP: positive.int().min(64).default(1024),
  WINNOW_STOP_DEADLINE: positive.max(3600).default(30),
  WINNOW_KEEP_VERSIONS: number.min(0).max(36_500).default(90),
  WINNOW_LOG: z.enum(LOG_LEVELS).default('error'),
});

/** Secrets that `winnow serve` asks for; null where none is set. */
export interface Tokens {
  /** Whoever has it may do everything. */
  readonly all: string | null;
  /** Whoever has it may read. */
  readonly read: string | null;
}

const token = z.string().min(16, 'is shorter than 16 characters').optional();

const tokens = z.object({ WINNOW_TOKEN: token, WINNOW_READ_TOKEN: token });

const issuesOf = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`).join('; ');

const withoutEmpty = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

/** Reads the settings; throws CONFIG_INVALID naming every variable that is wrong, never its value. */
export const readSettings = (env: NodeJS.ProcessEnv = process.env): Settings => {
  const parsed = environment.safeParse(withoutEmpty(env));
  if (!parsed.success) throw new WinnowError('CONFIG_INVALID', issuesOf(parsed.error));
  const value = parsed.data;
  return {
    databaseUrl: value.DATABASE_URL ?? null,
    redisUrl: value.REDIS_URL ?? null,
    home: resolve(value.WINNOW_HOME),
    concurrency: value.WINNOW_CONCURRENCY,
    pageTimeout: value.WINNOW_PAGE_TIMEOUT,
    threadHeap: value.WINNOW_THREAD_HEAP,
    stopDeadline: value.WINNOW_STOP_DEADLINE,
    keepVersions: value.WINNOW_KEEP_VERSIONS,
  };
};

/** Reads the tokens of `winnow serve`; throws CONFIG_INVALID naming the variable that is wrong, never its value. */
export const readTokens = (env: NodeJS.ProcessEnv = process.env): Tokens => {
  const parsed = tokens.safeParse(withoutEmpty(env));
  if (!parsed.success) throw new WinnowError('CONFIG_INVALID', issuesOf(parsed.error));
  return { all: parsed.data.WINNOW_TOKEN ?? null, read: parsed.data.WINNOW_READ_TOKEN ?? null };
};

/** What a user may say of refining: what a `--config` file holds. */
export const refiningShape = z
  .object({
    entities: z.boolean().default(DEFAULT_OPTIONS.entities),
    disabledRules: z.array(z.string().min(1)).default([...DEFAULT_OPTIONS.disabledRules]),
    sites: z.array(siteRules).optional(),
  })
  .strict();

/** Rules for single sites: what a `--rules` file holds. */
export const rulesShape = z.object({ sites: z.array(siteRules) }).strict();

/** A JSON file of a shape; throws the code with the fields that are wrong. */
const readFile = <T>(file: string, shape: z.ZodType<T>, code: 'CONFIG_INVALID' | 'RULES_INVALID'): T => {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new WinnowError(code, `${file} ${reason}`, { cause });
  }
  const parsed = shape.safeParse(json);
  if (!parsed.success) throw new WinnowError(code, `${file}: ${issuesOf(parsed.error)}`);
  return parsed.data;
};

/** What was said of refining, read by its shape. */
interface Refining {
  readonly config?: z.infer<typeof refiningShape> | undefined;
  /** Rules for single sites; they are asked before those of the configuration. */
  readonly rules?: z.infer<typeof rulesShape> | undefined;
}

/** What messages call what was said. */
type Called = Readonly<Record<keyof Refining, string | undefined>>;

/**
 * The options of refining that somebody means. Throws CONFIG_INVALID or RULES_INVALID when they switch off rules that do
 * not exist.
 */
export const refiningOf = async (
  { config, rules }: Refining,
  called: Called = { config: 'config', rules: 'rules' },
): Promise<RefineOptions> => {
  const { entities, disabledRules } = config ?? DEFAULT_OPTIONS;
  const general = config?.sites ?? [];
  const own = rules?.sites ?? [];
  // Other commands start without the tables of rules.
  const { unknownRule } = await import('./clean/rule-names.ts');
  for (const [code, name, names] of [
    ['CONFIG_INVALID', called.config, [...disabledRules, ...disabledOn(general)]],
    ['RULES_INVALID', called.rules, disabledOn(own)],
  ] as const) {
    const unknown = names.map(unknownRule).find((said) => said !== null);
    if (unknown !== undefined) throw new WinnowError(code, `${name}: disabledRules: ${unknown}`);
  }
  const sites = [...own, ...general];
  return { entities, disabledRules: [...disabledRules].sort(), ...(sites.length === 0 ? {} : { sites }) };
};

/** Files that a command was given about refining. */
export interface RefiningFiles {
  /** Options of refining. */
  readonly config?: string;
  /** Rules for single sites; they are asked before those of the configuration. */
  readonly rules?: string;
}

/**
 * The options of refining from the files that a command was given. Throws CONFIG_INVALID or RULES_INVALID
 * with the fields that are wrong, names of rules that do not exist among them.
 */
export const readRefining = async ({ config, rules }: RefiningFiles): Promise<RefineOptions> =>
  refiningOf(
    {
      ...(config === undefined ? {} : { config: readFile(config, refiningShape, 'CONFIG_INVALID') }),
      ...(rules === undefined ? {} : { rules: readFile(rules, rulesShape, 'RULES_INVALID') }),
    },
    { config, rules },
  );

const disabledOn = (sites: readonly SiteRules[] = []): string[] =>
  sites.flatMap(({ disabledRules }) => disabledRules);
