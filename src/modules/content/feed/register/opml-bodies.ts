import { Injectable, type OnModuleInit, UnsupportedMediaTypeException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

/** What clients say of OPML when they send it; browsers know no type for it. */
export const OPML_TYPES = [
  'text/x-opml',
  'text/x-opml+xml',
  'application/x-opml+xml',
  'application/xml',
  'text/xml',
  'application/octet-stream',
] as const;
export const OPML_BYTES_MAX = 1_048_576;
const PATH = '/content/feeds/opml';

/** Has the HTTP server read bodies of OPML as bytes, for their one route. */
@Injectable()
export class OpmlBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | undefined;
    if (!adapter) return; // A command serves nobody.
    const server = adapter.getInstance<FastifyInstance>();
    server.addContentTypeParser<Buffer>(
      [...OPML_TYPES],
      { parseAs: 'buffer', bodyLimit: OPML_BYTES_MAX },
      (request, body, done) => {
        const isOurs = request.routeOptions.url?.endsWith(PATH) === true;
        if (isOurs) done(null, body);
        else done(new UnsupportedMediaTypeException('Unsupported Media Type'));
      },
    );
  }
}
