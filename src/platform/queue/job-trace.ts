import { formatTraceparent, parseTraceparent, type TraceParent } from '#platform/tracing';

/** The member of a payload that carries the trace it belongs to; a handler never sees it. */
const MEMBER = 'traceparent';

/** Takes the trace of who wants a job to who does it, whenever and in whichever process that is. */
export const JobTrace = {
  into(payload: object, current: TraceParent | undefined): object {
    return current ? { ...payload, [MEMBER]: formatTraceparent(current) } : payload;
  },

  outOf(carried: object): { payload: object; parent: TraceParent | undefined } {
    const { [MEMBER]: said, ...payload } = carried as Record<string, unknown>;
    if (said === undefined) return { payload: carried, parent: undefined };
    return { payload, parent: parseTraceparent(typeof said === 'string' ? said : undefined) };
  },
};
