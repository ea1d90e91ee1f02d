import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { faultsOf, nullsOf, unfitness } from '#platform/input';
import { CheckedQueries } from './checked-queries.js';

/** Checks first what would break whoever looks closer, and last what the checks of a field let pass. */
class BoundedValidationPipe extends ValidationPipe {
  readonly #queries = new CheckedQueries();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isQuery = metadata.type === 'query' && metadata.data === undefined;
    if (!isQuery) return this.#checked(value, metadata);
    const known = this.#queries.get(value, metadata.metatype);
    if (known !== undefined) return known;
    const checked = await this.#checked(value, metadata);
    this.#queries.keep(value, metadata.metatype, checked);
    return checked;
  }

  async #checked(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const rule = unfitness(value);
    if (rule !== undefined)
      throw new InvalidInput([{ field: metadata.data ?? metadata.type, rule }]);
    const checked: unknown = await super.transform(value, metadata);
    const faults = metadata.type === 'body' ? nullsOf(checked) : [];
    if (faults.length > 0) throw new InvalidInput(faults);
    return checked;
  }
}

/** Checks every body, query and parameter against its DTO; names every fault, refuses unknown fields. */
export function validation(): ValidationPipe {
  return new BoundedValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new InvalidInput(errors.flatMap((error) => faultsOf(error))),
  });
}
