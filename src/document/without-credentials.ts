/** An address without name and password: who fetched a page with them is no part of where it stands. */
export const withoutCredentials = (url: URL): URL => {
  const clean = new URL(url);
  clean.username = '';
  clean.password = '';
  return clean;
};
