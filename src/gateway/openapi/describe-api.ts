import type { INestApplication } from '@nestjs/common';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ABOUT, SECURITY_SCHEMES, TAGS } from './about.js';
import { describeKey, securityOf } from './access.js';
import type { Class } from './constraints.js';
import { type ApiDocument, type Operation, operationsOf } from './document.js';
import { operationIdOf } from './operation-id.js';
import { addProblems, PROBLEM_SCHEMAS } from './problems.js';
import { describeParameters, describeRequests } from './requests.js';
import { formatsOf, type Route, routesOf, workingName } from './routes.js';
import { tidied } from './tidy.js';

/** The API's description (OpenAPI 3.1), from the routes, their docstrings, their guards and their DTOs. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const made = SwaggerModule.createDocument(app, ABOUT as never, {
    operationIdFactory: workingName,
  });
  const document = made as unknown as ApiDocument;
  const routeOf = routesOf(app);
  refuseNamesakes(document, routeOf);
  const bodies = operationsOf(document).flatMap(({ operation }) =>
    parameterClassesOf(routeOf(operation.operationId)),
  );
  describeRequests(document, bodies);
  for (const { path, method, operation } of operationsOf(document))
    describeOperation(path, method, operation, routeOf(operation.operationId));
  addHeads(document);
  Object.assign(document.components.schemas, PROBLEM_SCHEMAS);
  document.components['securitySchemes'] = SECURITY_SCHEMES;
  document.tags = tagsOf(document);
  return tidied(document) as unknown as OpenAPIObject;
}

/** Serves the API's description: a page at `/docs`, the document at `/openapi.json`. */
export function documentApi(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), { jsonDocumentUrl: 'openapi.json' });
}

function describeOperation(path: string, method: string, operation: Operation, route: Route): void {
  operation.operationId = operationIdOf(method, path);
  Object.assign(operation, wordsOf(operation));
  operation.security = securityOf(route);
  describeParameters(path, operation, {
    queries: parameterClassesOf(route),
    formats: formatsOf(route),
  });
  describeKey(method, operation, route);
  for (const [status, response] of Object.entries(operation.responses))
    if (response.description === '')
      response.description = status === '204' ? 'Done; there is nothing to tell.' : DONE;
  addProblems(method, operation);
}

const DONE = 'As asked.';

/** The first sentence of the docstring for lists, all of it for readers. */
function wordsOf({ summary = '', description }: Operation): {
  summary: string;
  description: string;
} {
  const all = [summary, description ?? ''].join('\n').trim();
  const first = /^[^]*?\.(?=\s|$)/.exec(all)?.[0] ?? all;
  return { summary: first.replaceAll(/\s+/g, ' '), description: all };
}

/** Schemas go by the name of their class: of two classes with one name, one would be described as the other. */
function refuseNamesakes(document: ApiDocument, routeOf: (name: string) => Route): void {
  const seen = new Map<string, unknown>();
  for (const { operation } of operationsOf(document)) {
    const answers = Reflect.getMetadata(
      'swagger/apiResponse',
      routeOf(operation.operationId).handler,
    ) as Record<string, { type?: unknown }> | undefined;
    for (const { type } of Object.values(answers ?? {})) {
      if (typeof type !== 'function') continue;
      if ((seen.get(type.name) ?? type) !== type)
        throw new Error(`Two classes of answers are called ${type.name}.`);
      seen.set(type.name, type);
    }
  }
}

/** As TypeScript has left them. */
function parameterClassesOf({ controller, handler }: Route): readonly Class[] {
  const { prototype } = controller as { prototype: object };
  const { name } = handler as { readonly name: string };
  return (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as readonly Class[];
}

/** Whatever is given in ranges can be asked about without being fetched. */
function addHeads({ paths }: ApiDocument): void {
  for (const [path, item] of Object.entries(paths)) {
    const { get } = item;
    if (get?.responses['206'] === undefined || item['head']) continue;
    const head = structuredClone(get);
    head.operationId = operationIdOf('head', path);
    head.summary = `The headers alone of: ${get.summary ?? ''}`;
    head.description = `As GET, without a body. ${get.description ?? ''}`.trim();
    for (const response of Object.values(head.responses)) delete response.content;
    item['head'] = head;
  }
}

function tagsOf(document: ApiDocument): Array<{ name: string; description: string }> {
  const used = new Set(operationsOf(document).flatMap(({ operation }) => operation.tags ?? []));
  return [...used].sort().map((name) => {
    const description = TAGS[name];
    if (description === undefined) throw new Error(`Say in about.ts what the tag "${name}" is.`);
    return { name, description };
  });
}
