import { Problem } from '#kernel';

export class TooLarge extends Problem {
  readonly code = 'files/too-large';
  readonly kind = 'too-large';
  constructor(bytesMax: number) {
    super(`The file has more than ${bytesMax} bytes.`, { bytes_max: bytesMax });
  }
}
