/** A look-up that is made once for each key: classes and addresses of a page come again and again. */
export const remembered = <T>(find: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>();
  return (key) => {
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const found = find(key);
    known.set(key, found);
    return found;
  };
};
