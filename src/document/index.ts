export * from './article.ts';
export * from './block.ts';
export * from './options.ts';
export * from './page.ts';
export * from './refined.ts';
export * from './role.ts';
export * from './text.ts';
