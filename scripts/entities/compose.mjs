export const composedDocs = () => [];
