import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { InvalidInput } from '#kernel';

/** An id in an address that is a UUID. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  /** For the description of the API. */
  readonly format = 'uuid';

  /** @throws InvalidInput */
  transform(id: string, { data }: Pick<ArgumentMetadata, 'data'>): string {
    if (!isUUID(id)) throw new InvalidInput([{ field: data ?? 'id', rule: 'must be a UUID' }]);
    return id;
  }
}
