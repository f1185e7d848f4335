export const WEIGHTS: Readonly<Record<string, string>> = {};
