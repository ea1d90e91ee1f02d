import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { InvalidInput } from '#kernel';

/** The id of a file in an address. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  /** For the description of the API. */
  readonly format = 'uuid';

  /** @throws InvalidInput */
  transform(id: string): string {
    if (!isUUID(id)) throw new InvalidInput([{ field: 'id', rule: 'must be a UUID' }]);
    return id;
  }
}
