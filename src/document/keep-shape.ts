/** The last object of each class that was kept. */
const kept = new Map<unknown, object>();

/**
 * Keeps an object alive until the next of its class is given. V8 throws the code that it optimised for a class away
 * once the last object of it is collected, as it is between two pages whenever memory is tidied up: everything that
 * reads a page was compiled anew then, for twice the time of reading it. Returns the object.
 */
export function keepShape<T extends object>(thing: T): T {
  kept.set(thing.constructor, thing);
  return thing;
}
