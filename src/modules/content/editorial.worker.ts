import type { Language } from '#kernel';
import { cleanedArticles, type RawArticle } from './raw-article.js';
import { BuiltInScriptWriter } from './script/built-in.script-writer.js';
import { allowedFor, allowedWords } from './script/claims/allowed-words.js';
import { checkClaims } from './script/claims/check-claims.js';
import { defuseRequest, warningsOfOrders } from './script/injection/defuse.js';
import type { Script, ScriptRequest } from './script/script.js';
import { type Curated, curate as choose, type CurateOptions } from './story/curate.js';
import { type Processed, processArticles, type ProcessOptions } from './story/process.js';
import { rank } from './story/rank.js';
import type { Article, Story } from './story/story.js';

export { assembleScript, brief, judge } from './script/model/workshop.js';

/** Choosing and writing are pure and take CPU: they run in a child process, never on the event loop. */

export function curate(task: { articles: readonly Article[]; options: CurateOptions }): Curated {
  return choose(task.articles, task.options);
}

export function process(task: {
  articles: readonly RawArticle[];
  options: ProcessOptions;
}): Processed {
  return processArticles(cleanedArticles(task.articles, task.options.language), task.options);
}

/** Stories as somebody put them together: nothing is split, merged or moved. */
export function tell(task: {
  stories: ReadonlyArray<readonly RawArticle[]>;
  options: { now: Date; language: Language };
}): Story[] {
  const options = { ...task.options, categoryWeights: {}, sources: new Map() };
  return task.stories.flatMap((raw) => {
    const own = cleanedArticles(raw, options.language).map((article): Article => ({
      ...article,
      language: article.language ?? options.language,
      category: article.category ?? 'general',
    }));
    return rank([own], options);
  });
}

export async function write(task: { request: ScriptRequest }): Promise<Script> {
  const defused = defuseRequest(task.request);
  const { signal } = new AbortController();
  const script = await new BuiltInScriptWriter().write(defused.request, signal);
  return { ...script, warnings: [...script.warnings, ...warningsOfOrders(defused)] };
}

export function fit(task: {
  script: Script;
  speechSeconds: readonly number[];
  request: ScriptRequest;
}): Promise<Script> {
  const { script, speechSeconds } = task;
  const { request } = defuseRequest(task.request);
  return new BuiltInScriptWriter().fit(
    script,
    speechSeconds,
    request,
    new AbortController().signal,
  );
}

/** The script with every claim marked that its sources do not hold. */
export function check(task: { script: Script; request: ScriptRequest }): Script {
  const { script } = task;
  const { request } = defuseRequest(task.request);
  const articles = new Map(
    request.stories.flatMap((story) => story.articles.map((article) => [article.id, article])),
  );
  const allowed = allowedWords(request);
  const segments = script.segments.map((segment) => {
    const sources = segment.sources.flatMap((id) => articles.get(id) ?? []);
    const claims = checkClaims(segment, {
      sources,
      language: script.language,
      allowed: allowedFor(segment, allowed),
      onAir: request,
    });
    return { ...segment, unsupportedClaims: claims };
  });
  return { ...script, segments };
}
