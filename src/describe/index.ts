export { describePage, describePosts } from './describe-page.ts';
export { detectLanguage } from './language.ts';
