// A test that never gives its process back is out of reach of its own time limit. Files of which nothing is heard are
// named and ended here, from outside, so that the run ends, and fails; watch-process.ts says where their code stood.
import { spawnSync } from 'node:child_process';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** More than a hook and a test may take together, and than a process that is blocked has to say so. */
const PATIENCE_MILLISECONDS = 10 * 60_000;

const LOOK_MILLISECONDS = 15_000;

/** Process ids of the children of this process in which files of tests run. */
const workers = (): number[] => {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [, pid, parent, words] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === process.pid && words?.includes('vitest') ? [Number(pid)] : [];
  });
};

interface Heard {
  readonly at: number;
  readonly what: string;
}

/** Watches the files that run. */
export class HungFiles implements Reporter {
  readonly #running = new Map<string, Heard>();
  #last = performance.now();
  #timer: NodeJS.Timeout | null = null;

  onTestRunStart(): void {
    this.#timer = setInterval(() => this.#look(), LOOK_MILLISECONDS);
  }

  onTestModuleQueued(module: TestModule): void {
    this.#hear(module, 'that it is to be loaded');
  }

  onTestModuleCollected(module: TestModule): void {
    this.#hear(module, 'that it was loaded');
  }

  onTestCaseReady(test: TestCase): void {
    this.#hear(test.module, `the start of "${test.fullName}"`);
  }

  onTestCaseResult(test: TestCase): void {
    this.#hear(test.module, `the end of "${test.fullName}"`);
  }

  onTestModuleEnd(module: TestModule): void {
    this.#running.delete(module.moduleId);
  }

  onTestRunEnd(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #hear(module: TestModule, what: string): void {
    this.#last = performance.now();
    this.#running.set(module.moduleId, { at: this.#last, what });
  }

  #look(): void {
    const now = performance.now();
    if (now - this.#last > 2 * PATIENCE_MILLISECONDS) {
      console.error('nothing is heard of any file: the run hangs');
      process.exit(1);
    }
    const hung = [...this.#running].filter(([, { at }]) => now - at > PATIENCE_MILLISECONDS);
    if (hung.length === 0) return;
    for (const [file, { what }] of hung) {
      this.#running.delete(file);
      console.error(`${file} hangs: the last that was heard of it is ${what}`);
    }
    // Which process runs which file is not known here: all that run are ended.
    for (const pid of workers()) process.kill(pid, 'SIGKILL');
  }
}
