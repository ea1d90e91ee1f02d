import { createHash } from 'node:crypto';
import {
  applyDecorators,
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  HttpStatus,
  type NestInterceptor,
  type Type,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { type Problem, versionOf, versionTag } from '#kernel';

/** An answer that says which version it is of. */
export interface VersionedBody {
  /** Counts up with each change that somebody makes; 1 is the first. */
  readonly version: number;
}

interface Kind {
  /** 200 where it is left out. */
  readonly status?: HttpStatus.OK | HttpStatus.CREATED | HttpStatus.ACCEPTED;
  readonly description?: string;
  /** Something in it changes without anybody writing it: the tag tells such contents of one version apart. */
  readonly isVolatile?: boolean;
}

const ETAG = {
  etag: {
    description: 'Begins with `"v<version>`; for If-Match of a change, or If-None-Match.',
    schema: { type: 'string' },
  },
} as const;

/** Gives the answer its ETag from its `version`, and describes both; a GET is 304 to whoever has it already. */
export function VersionedAnswer(type: Type<VersionedBody>, kind: Kind = {}): MethodDecorator {
  const { status = HttpStatus.OK, description = 'As it is now.', isVolatile = false } = kind;
  return (target, key, descriptor: PropertyDescriptor) => {
    const answer = ApiResponse({ status, description, type, headers: ETAG });
    applyDecorators(UseInterceptors(new VersionTagger(isVolatile)), answer)(
      target,
      key,
      descriptor,
    );
  };
}

/** Describes that a GET answers 304 to who has what it would give. */
export function Revalidated(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'if-none-match',
      description: 'The `etag` of what the client has.',
      required: false,
      schema: { type: 'string' },
    }),
    ApiResponse({ status: HttpStatus.NOT_MODIFIED, description: 'What the client has is true.' }),
  );
}

/**
 * The version that the client has read, from If-Match: `undefined` where it sent none or `*`.
 * @param Unsaid The problem where it must be sent and was not.
 */
export function IfMatch(Unsaid?: new () => Problem): ParameterDecorator {
  const described = ApiHeader({
    name: 'if-match',
    description: 'The ETag of what is changed, as it was read; `*` changes whatever is there.',
    required: Unsaid !== undefined,
    schema: { type: 'string' },
  });
  const read = createParamDecorator(
    (_: unknown, context: ExecutionContext): number | undefined => {
      const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
      if (headers['if-match'] === undefined && Unsaid) throw new Unsaid();
      return versionOf(headers['if-match']);
    },
    [
      (target, key) => {
        const method = Object.getOwnPropertyDescriptor(target, key ?? '');
        if (method && key !== undefined) (described as MethodDecorator)(target, key, method);
      },
    ],
  );
  return read();
}

class VersionTagger implements NestInterceptor<VersionedBody> {
  constructor(private readonly isVolatile: boolean) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler<VersionedBody>,
  ): Observable<VersionedBody> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        void reply.header(
          'etag',
          versionTag(answer.version, this.isVolatile ? hashOf(answer) : ''),
        );
        return answer;
      }),
    );
  }
}

function hashOf(answer: object): string {
  return createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 12);
}
