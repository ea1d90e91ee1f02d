import { readFileSync } from 'node:fs';
import { Controller, Get, Module } from '@nestjs/common';
import { RouteTable } from '#gateway';
import { rankOf, type Scope, SCOPES } from '#platform/access';
import { type RunningApp, startApp } from '#test/app';
import { keyOf } from '#test/keys';
import { AppModule } from '../../../src/app.module.js';

/** Says nothing of who may call it. */
@Controller('undeclared')
class UndeclaredController {
  @Get()
  get() {
    return { secret: true };
  }
}

@Module({ imports: [AppModule], controllers: [UndeclaredController] })
class WithUndeclared {}

/**
 * The table of spec/security.md, written down a second time on purpose: what a route declares is compared
 * with it. First match counts. `public` is open while public reading is on.
 */
const TABLE: ReadonlyArray<readonly [method: RegExp, path: RegExp, access: string]> = [
  [/./, /^\/(livez|readyz|health|docs.*|openapi\.json|\.well-known\/jwks\.json)?$/, 'open'],
  [/OPTIONS/, /^\*$/, 'open'],
  [/./, /\/performance\/health$/, 'open'],
  [/POST/, /\/auth\/(token|refresh|session)$/, 'open'],
  [/./, /\/auth\/(session|logout)$/, 'listener'],
  [/./, /\/auth\/keys\/rotate$/, 'operator'],
  [/GET|HEAD/, /\/audio\/jobs(\/|$)/, 'listener'], // Not those of the queue.
  [
    /./,
    /\/(keys|audit|data\/config|jobs|queues|performance|metrics|database|http)(\/|$)/,
    'operator',
  ],
  [/POST/, /\/analytics\/events$/, 'listener'], // Players and pages tell what was heard.
  [/./, /\/(analytics|dashboard\/overview|services\/status)(\/|$)/, 'operator'],
  [/POST/, /\/content\/cache\/clear$/, 'operator'],
  [/./, /\/media\/(retention|integrity|orphans|storage)(\/|$)/, 'operator'],
  [/GET|HEAD/, /\/media\/archive$/, 'public'],
  [/GET|HEAD/, /\/shows\/(stats|styles)$/, 'listener'],
  [/GET|HEAD/, /\/(shows|show-batches|dashboard)(\/|$)/, 'public'],
  [/POST|GET|HEAD/, /\/data(\/export)?$/, 'operator'],
  [/./, /\/data\/preferences$/, 'listener'],
  [/./, /\/speakers\/:id\/clones(\/|$)/, 'producer'], // Consents are personal,
  [/./, /\/media\/samples(\/|$)/, 'producer'], // and so are the recordings they are about.
  [/GET|HEAD/, /\/data\/(channels|styles|schedules|health)(\/|$)/, 'listener'],
  [/./, /\/data\/(channels|styles|schedules)(\/|$)/, 'producer'],
  [
    /GET|HEAD/,
    /\/(content|presets|data\/presets|speakers|audio|tracks|calls|media)(\/|$)/,
    'listener',
  ],
  [/./, /\/(shows|content|presets|data\/presets|speakers|media|audio)(\/|$)/, 'producer'],
];

const expectedOf = (method: string, url: string) =>
  TABLE.find(([methods, path]) => methods.test(method) && path.test(url))?.[2];
const CALLERS = ['nobody', ...SCOPES] as const;

/** What a caller may expect of a route: let in, or refused with this status. */
function verdict(access: string, caller: (typeof CALLERS)[number], isPublic: boolean): string {
  if (access === 'open' || (access === 'public' && isPublic)) return 'in';
  const needed = access === 'public' ? 'listener' : (access as Scope);
  if (caller === 'nobody') return '401';
  return rankOf(caller) >= rankOf(needed) ? 'in' : '403';
}

describe.each([
  ['on', true],
  ['off', false],
])('every route, public reading %s', (_name, isPublic) => {
  let running: RunningApp;
  const keys = new Map<string, Record<string, string>>([['nobody', {}]]);

  beforeAll(async () => {
    running = await startApp({ SECURITY_PUBLIC_READING: String(isPublic), RADIOX_ENV: 'test' });
    for (const scope of SCOPES) keys.set(scope, await keyOf(running, scope));
  });
  afterAll(() => running.stop());

  const routes = () => running.app.get(RouteTable, { strict: false }).routes;

  it('says who may call it, as the table does', () => {
    const said = routes().map(({ method, url, access }) => `${method} ${url}: ${String(access)}`);
    const wanted = routes().map(
      ({ method, url }) => `${method} ${url}: ${String(expectedOf(method, url))}`,
    );

    expect(said.length).toBeGreaterThan(60);
    expect(said).toEqual(wanted);
    expect(said.filter((line) => line.endsWith('undefined'))).toEqual([]);
  });

  it('is among what the API says of itself, and the other way round', () => {
    const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const known = new Set(
      routes().map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`),
    );
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(described.filter((one) => !known.has(one))).toEqual([]);
    expect(described.length).toBeGreaterThan(30);
  });

  it('takes an Idempotency-Key where a POST is costly', () => {
    const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
      paths: Record<string, { post?: { parameters?: Array<{ name: string }> } }>;
    };
    const costly = routes().filter(({ method, isCostly }) => isCostly && method === 'POST');
    const without = costly.filter(({ url }) => {
      const { post } = paths[url.replaceAll(/:(\w+)/g, '{$1}')] ?? {};
      return !post?.parameters?.some(({ name }) => name === 'idempotency-key');
    });

    expect(costly.length).toBeGreaterThan(10);
    expect(without.map(({ url }) => url)).toEqual([]);
  });

  it.each(CALLERS)(
    'lets in or refuses %s',
    async (caller) => {
      const wrong: string[] = [];
      for (const { method, url } of routes()) {
        if (url === '*' || url.startsWith('/docs')) continue;
        const asked = { method: method as 'GET', url: url.replaceAll(/:\w+/g, 'nothing-here') };
        const payload =
          method === 'POST' || method === 'PUT' || method === 'PATCH' ? {} : undefined;
        const answer = await running.app.inject({
          ...asked,
          headers: { ...keys.get(caller) },
          ...(payload && { payload }),
        });
        const isOurs = method === 'HEAD' || answer.body.includes('/problems/auth/');
        const isRefused = [401, 403].includes(answer.statusCode) && isOurs;
        const isSigningIn = method === 'POST' && /auth\/(token|session|refresh)$/.test(url);
        const got = isRefused && !isSigningIn ? String(answer.statusCode) : 'in';
        const expected = verdict(String(expectedOf(method, url)), caller, isPublic);
        if (got !== expected) wrong.push(`${method} ${url}: ${got} instead of ${expected}`);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});

describe('a route that says nothing', () => {
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp({}, WithUndeclared);
  });
  afterAll(() => running.stop());

  it('is refused to everybody, operators too, and noticed', async () => {
    const url = '/api/v1/undeclared';
    const answers = await Promise.all(
      [{}, running.operator].map((headers) => running.app.inject({ url, headers })),
    );

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403]);
    expect(answers[1]?.json()).toMatchObject({ type: '/problems/auth/route-undeclared' });
    const { routes } = running.app.get(RouteTable, { strict: false });
    expect(routes.filter(({ access }) => access === undefined).map((one) => one.url)).toContain(
      url,
    );
  });
});
