import multipart from '@fastify/multipart';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Of a form: its files and fields are read one after the other, as they come. */
const LIMITS = {
  files: 20,
  fields: 20,
  parts: 40,
  fieldSize: 4_096,
  fieldNameSize: 100,
  headerPairs: 20,
  fileSize: Infinity, // Who takes the file bounds it, by his own settings.
};

/** Has the HTTP server take files, on the routes that say so and on no other. */
export async function takeFiles(fastify: FastifyInstance): Promise<void> {
  await fastify.register(multipart, { limits: LIMITS, throwFileSizeLimit: false });
  fastify.addContentTypeParser(/^(audio|image)\//, (_request, payload, done) => {
    done(null, payload);
  });
  fastify.addHook('preParsing', (request, _reply, _payload, done) => {
    // Nobody reads a body of these, whatever the header says.
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (isFile(request) && !isFileWanted(request) && !isReading)
      done(new UnsupportedMediaTypeException('No files are taken here.'));
    else done();
  });
}

/** Whether a request says that it brings files, and its route takes them. */
export function isFileWanted(request: FastifyRequest): boolean {
  return isFile(request) && request.routeOptions.config.gate?.takesFiles === true;
}

function isFile({ headers }: FastifyRequest): boolean {
  return /^\s*(multipart|audio|image)\//i.test(headers['content-type'] ?? '');
}
