export { type ArticlePlace, type Described, type DescribeInput, describePage } from './describe-page.ts';
export { detectLanguage } from './language.ts';
