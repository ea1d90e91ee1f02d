import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Clock } from '#kernel';
import type { Script, Segment } from '#modules/content';
import { AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { DiskFileStore, type FileStore, FileUses } from '#platform/files';
import type { Lane } from '#platform/queue';
import { Rewording } from '../../src/modules/show/edit/rewording.js';
import { ShowEditor } from '../../src/modules/show/edit/show-editor.js';
import { ShowVersionRepository } from '../../src/modules/show/edit/show-version.repository.js';
import { ShowFileUses } from '../../src/modules/show/archive/show-file-uses.js';
import {
  Show,
  ShowEvent,
  ShowFile,
  ShowStage,
  type Stage,
  STAGES,
} from '../../src/modules/show/show.entity.js';
import { ShowRepository } from '../../src/modules/show/show.repository.js';
import { ShowService } from '../../src/modules/show/show.service.js';
import { type ProduceStage, ShowWorkflow } from '../../src/modules/show/show.workflow.js';
import type { StageContext } from '../../src/modules/show/stages/stage-runner.js';
import { connect } from './database.js';

type Handler = (payload: ProduceStage, run: object) => Promise<void>;

/** Shows on a database of their own, with stages that do what a test says and a queue that only takes note. */
export interface ShowDesk {
  readonly database: Database;
  readonly shows: ShowRepository;
  readonly versions: ShowVersionRepository;
  readonly editor: ShowEditor;
  readonly service: ShowService;
  readonly files: FileStore;
  readonly settings: { versionsKept: number };
  /** What stages do; those that are not here leave `{}`. */
  readonly does: Map<Stage, (context: StageContext) => Promise<unknown>>;
  /** Jobs that were wanted, with their lane. */
  readonly wanted: Array<ProduceStage & { readonly lane: Lane }>;
  /** Members of the payloads whose jobs were cancelled. */
  readonly stopped: object[];
  readonly add: (wish: Partial<Show>, outputs: Partial<Record<Stage, unknown>>) => Promise<Show>;
  /** Runs a job of a stage, at its last attempt. */
  readonly produce: (payload: ProduceStage) => Promise<void>;
  readonly show: (id: string) => Promise<Show>;
  readonly stage: (id: string, stage: Stage) => Promise<ShowStage>;
  readonly stop: () => Promise<void>;
}

export async function openShowDesk(): Promise<ShowDesk> {
  Logger.overrideLogger(false); // Stages fail here on purpose.
  const dataDir = await mkdtemp(join(tmpdir(), 'radiox-desk-'));
  const source = await connect([Show, ShowStage, ShowEvent, ShowFile]);
  const database = new Database(source);
  const shows = new ShowRepository(database);
  const versions = new ShowVersionRepository(database);
  const files = new DiskFileStore(dataDir);
  const uses = new FileUses(files, database);
  new ShowFileUses(database, uses).onModuleInit();
  const does: ShowDesk['does'] = new Map();
  const wanted: Array<ProduceStage & { lane: Lane }> = [];
  const stopped: object[] = [];
  let handler: Handler = () => Promise.reject(new Error('Nobody handles stages.'));
  const queue = {
    handle: (_type: string, one: Handler) => (handler = one),
    add: async (_type: string, payload: ProduceStage, { lane }: { lane: Lane }) => {
      await database.onceCommitted(() => void wanted.push({ ...payload, lane }));
    },
    cancelAll: (_type: string, members: object) => Promise.resolve(stopped.push(members)),
  };
  const runners = STAGES.map((stage) => ({
    stage,
    run: (context: StageContext) => does.get(stage)?.(context) ?? Promise.resolve({}),
  }));
  const quiet = { stageEnded: () => undefined, showEnded: () => undefined };
  const workflow = new ShowWorkflow(
    queue as never,
    shows,
    versions,
    database,
    { publish: () => Promise.resolve() } as never,
    new Clock(),
    quiet as never,
    { span: (_name: string, _options: object, work: () => unknown) => work() } as never,
    runners,
  );
  workflow.onModuleInit();
  const audit = new AuditLog(database);
  const settings = { versionsKept: 20, strictClaims: false };
  const checks = { check: (script: Script) => Promise.resolve(script) };
  const editor = new ShowEditor(
    shows,
    versions,
    workflow,
    checks as never,
    new Rewording({ write: () => Promise.reject(new Error('Nobody writes.')) } as never),
    database,
    files,
    uses,
    audit,
    new Clock(),
    settings,
  );
  const nobody = {} as never;
  const service = new ShowService(
    shows,
    workflow,
    nobody,
    database,
    files,
    new Clock(),
    nobody,
    audit,
    nobody,
    nobody,
    nobody,
  );
  const stage = async (id: string, one: Stage) =>
    (await shows.stages(id)).find((record) => record.stage === one) as ShowStage;
  return {
    ...{ database, shows, versions, editor, service, files, settings, does, wanted, stopped },
    add: async (wish, outputs) => {
      const show = Object.assign(aShow(), wish);
      await shows.add(show);
      await shows.setOutputs(show.id, outputs);
      return show;
    },
    produce: (payload) => {
      const run = { attempt: 3, isLastAttempt: true, signal: new AbortController().signal };
      return handler(payload, run);
    },
    show: async (id) => (await shows.find(id)) as Show,
    stage,
    stop: async () => {
      await source.destroy();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the stages before the voices leave of a show of two lines. */
export const WRITTEN: Partial<Record<Stage, unknown>> = {
  plan: {
    airAt: '2026-05-20T06:00:00Z',
    minutes: 1,
    speakers: ['marcel', 'jarvis'].map((id) => ({
      id,
      name: id,
      charactersPerSecond: 15,
      pronunciations: {},
    })),
    approvalRequired: false,
  },
  collect: { articles: [], reports: [], sources: [], isSample: true, warnings: [] },
  curate: { stories: [], warnings: [] },
  write: {},
  check: { script: aScript(['Good morning.', 'The tram comes.']) },
};

export function aScript(texts: readonly string[]): Script {
  return {
    title: 'News',
    language: 'en',
    segments: texts.map((text): Segment => ({
      segmentType: 'story',
      speakerId: 'marcel',
      text,
      sources: ['a1'],
      storyId: 'one',
      startsTopic: false,
      estimatedSeconds: 1,
      expendability: 1,
      unsupportedClaims: [],
    })),
    storyIds: ['one'],
    warnings: [],
    writer: 'built-in',
  };
}

function aShow(): Show {
  return {
    id: randomUUID(),
    status: 'running',
    stage: 'voice',
    percent: 0,
    sentence: '',
    request: { presetName: 'zurich', feeds: 'sample', isDryRun: false },
    preset: 'zurich',
    channel: 'zurich',
    language: 'en',
    title: 'News',
    seed: '7',
    idempotencyKey: null,
    requestHash: 'x',
    error: null,
    createdAt: new Date(),
    finishedAt: null,
    version: 1,
    decision: null,
    batchId: null,
  };
}
