// Runs before each file of tests, in its process: when that is blocked for minutes (an endless loop, a call that does
// not come back), a thread says where its code stands and ends it. Time limits of tests need a process that is free.
import { Worker } from 'node:worker_threads';
import { expect } from 'vitest';

const BEAT_MILLISECONDS = 5_000;

/** Twice in a row, so that a machine that was asleep is not taken for a process that is blocked. */
const PATIENCE_MILLISECONDS = 150_000;

const watching = `
const { writeSync } = require('node:fs');
const { Session } = require('node:inspector');
const { workerData: { beats, file, patience } } = require('node:worker_threads');

let missed = 0;
while (missed < 2)
  missed = Atomics.wait(beats, 0, Atomics.load(beats, 0), patience) === 'timed-out' ? missed + 1 : 0;

const STEPS = 50;
const places = new Set();
const end = () => {
  // The streams of a thread are written by the process, which is blocked.
  const seen = places.size === 0 ? ['a call to the system'] : [...places];
  writeSync(2, file + ' is blocked, and ended; its code is at\\n' + seen.map((place) => '  ' + place + '\\n').join(''));
  process.kill(process.pid, 'SIGKILL');
};
setTimeout(end, 10_000);
const session = new Session();
session.connectToMainThread();
const files = new Map();
session.on('Debugger.scriptParsed', ({ params }) => files.set(params.scriptId, params.url));
let steps = 0;
session.on('Debugger.paused', ({ params }) => {
  for (const { functionName, location } of params.callFrames)
    places.add((functionName || 'anonymous') + ' ' + files.get(location.scriptId) + ':' + (location.lineNumber + 1));
  steps += 1;
  if (steps === STEPS) end();
  session.post('Debugger.stepInto');
});
session.post('Debugger.enable');
session.post('Debugger.pause');
`;

const beats = new Int32Array(new SharedArrayBuffer(4));
setInterval(() => {
  Atomics.add(beats, 0, 1);
  Atomics.notify(beats, 0);
}, BEAT_MILLISECONDS).unref();

const { testPath: file } = expect.getState();
new Worker(watching, { eval: true, workerData: { beats, file, patience: PATIENCE_MILLISECONDS } }).unref();
