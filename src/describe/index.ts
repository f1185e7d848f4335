export { describePage } from './describe-page.ts';
export { detectLanguage } from './language.ts';
