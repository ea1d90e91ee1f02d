import { asker, type Asker } from '#platform/access';
import { formatTraceparent, parseTraceparent, type TraceParent } from '#platform/tracing';

/** Takes the trace of who wants a job, and whose key it was, to who does it, whenever and in whichever process that is. */
export const JobOrigin = {
  /** Members of the payload that a handler never sees. */
  into(payload: object, current: TraceParent | undefined): object {
    const { holderId } = asker();
    return {
      ...payload,
      ...(current && { traceparent: formatTraceparent(current) }),
      ...(holderId !== undefined && { holder: holderId }),
    };
  },

  outOf(carried: object): { payload: object; parent: TraceParent | undefined; who: Asker } {
    const { traceparent, holder, ...payload } = carried as Record<string, unknown>;
    return {
      payload,
      parent: parseTraceparent(typeof traceparent === 'string' ? traceparent : undefined),
      who: typeof holder === 'string' ? { holderId: holder } : {},
    };
  },
};
