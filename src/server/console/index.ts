import type { App, Context } from '../context.ts';
import { addArticle } from './article.tsx';
import { addArticleList } from './articles.tsx';
import { addAssets } from './assets.ts';
import { addChanges } from './changes.tsx';
import { addEntityList } from './entities.tsx';
import { addEntity } from './entity.tsx';
import { addFailuresPage } from './failures.tsx';
import { addHistory } from './history.tsx';
import { addIngestPage } from './ingest.tsx';
import { addLogin } from './login.tsx';
import { addOverviewPage } from './overview.tsx';
import { addPage } from './page.tsx';
import { addPageList } from './pages.tsx';
import { addRepeat } from './repeat.tsx';
import { addRepeatList } from './repeats.tsx';
import { addReprocessPage } from './reprocess.tsx';
import { addRules } from './rules.tsx';
import { addRunPage } from './run.tsx';
import { addRunList } from './runs.tsx';
import { addSchedulesPage } from './schedules.tsx';
import { addSite } from './site.tsx';
import { addSiteList } from './sites.tsx';
import { addSqlPage } from './sql.tsx';

const PAGES = [
  addLogin,
  addArticleList,
  addArticle,
  addEntityList,
  addEntity,
  addRepeatList,
  addRepeat,
  addSqlPage,
  addIngestPage,
  addOverviewPage,
  addRunList,
  addRunPage,
  addChanges,
  addFailuresPage,
  addSchedulesPage,
  addReprocessPage,
  addPageList,
  addPage,
  addHistory,
  addSiteList,
  addSite,
  addRules,
];

/** The console: pages for people over the same reads as the API; what they change, they change through the API. */
export const addConsole = async (app: App, context: Context): Promise<void> => {
  // Forms of plain HTML.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 65_536 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  // Pages are no part of what the API's description says.
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true };
  });
  addAssets(app);
  for (const add of PAGES) add(app, context);
};
