import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { InvalidInput } from '#kernel';

/** The number of a segment or a version in an address, from 1. */
@Injectable()
export class NumberPipe implements PipeTransform<string, number> {
  /** @throws InvalidInput */
  transform(text: string, { data = 'n' }: ArgumentMetadata): number {
    if (!/^[1-9]\d{0,8}$/.test(text))
      throw new InvalidInput([{ field: data, rule: 'must be a whole number from 1' }]);
    return Number(text);
  }
}
