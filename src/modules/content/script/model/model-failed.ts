import type { Units } from '#platform/spend';

/** A language model could not write. The message is half a sentence for the record of a show. */
export class ModelFailed extends Error {
  /**
   * @param used What it took all the same: nothing where it refused to begin; left out where nobody knows, so that
   * all that was put aside counts as spent.
   */
  constructor(
    message: string,
    readonly used: Units | undefined = {},
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'ModelFailed';
  }
}
