import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface MediaTypes {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Required<MediaTypes>;
  readonly responses: Readonly<Record<string, MediaTypes>>;
  readonly security?: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** An operation with its place. */
export interface Placed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const ID = 'https://radiox.invalid/openapi.json';

/** A description of an API that answers can be held against. */
export class ApiDescription {
  readonly operations: readonly Placed[];
  readonly #document: Document;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: Document) {
    this.#document = document;
    formats.default(this.#ajv);
    this.#ajv.addSchema(closed(document) as object, ID);
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
    );
  }

  static async of(url: string): Promise<ApiDescription> {
    const answer = await fetch(`${url}/openapi.json`);
    return new ApiDescription((await answer.json()) as Document);
  }

  /** What a reference leads to. */
  resolve(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : (this.#document.components.schemas[name] ?? {});
  }

  /** What is wrong with a JSON answer; nothing is as it should be. */
  fault(
    { method, path }: Placed,
    status: number,
    mediaType: string,
    body: unknown,
  ): string | undefined {
    const parts = [
      'paths',
      path,
      method,
      'responses',
      String(status),
      'content',
      mediaType,
      'schema',
    ];
    const place = `${ID}#/${parts.map(pointer).join('/')}`;
    let validate = this.#compiled.get(place);
    if (!validate) this.#compiled.set(place, (validate = this.#ajv.compile({ $ref: place })));
    if (validate(body)) return undefined;
    return this.#ajv.errorsText(validate.errors).slice(0, 200);
  }
}

function pointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** With every object closed, so that a field which nobody described is found. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  if (copy['type'] === 'object' && isObject(copy['properties']))
    copy['additionalProperties'] ??= false;
  return copy;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
