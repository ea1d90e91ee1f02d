/** A JSON Schema (2020-12) as far as this folder looks into it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number | boolean;
  exclusiveMaximum?: number | boolean;
  [keyword: string]: unknown;
}

export interface Parameter {
  name: string;
  in: string;
  description?: string;
  required?: boolean;
  schema?: Schema;
}

export interface ResponseObject {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema?: Schema }>;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
  responses: Record<string, ResponseObject>;
  security?: Array<Record<string, string[]>>;
}

export type Paths = Record<string, Record<string, Operation>>;

/** An OpenAPI 3.1 document. */
export interface ApiDocument {
  paths: Paths;
  components: { schemas: Record<string, Schema> } & Record<string, unknown>;
  tags?: Array<{ name: string; description: string }>;
}

/** Every operation of a document with its path and method. */
export function operationsOf({ paths }: Pick<ApiDocument, 'paths'>): Array<{
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}> {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
}
