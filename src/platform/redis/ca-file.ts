import { readFileSync } from 'node:fs';
import { ValidateBy } from 'class-validator';

/**
 * The certificates in a file.
 * @throws Error when there is no such file, or no certificate in it.
 */
export function readCaFile(path: string): Buffer {
  const bytes = readFileSync(path);
  if (!bytes.includes('-----BEGIN CERTIFICATE-----'))
    throw new Error(`${path} has no certificate.`);
  return bytes;
}

/** Looked at as the settings are read, so that a wrong path is one sentence at the start and no riddle later. */
export const IsCaFile = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCaFile',
    validator: {
      validate: (value: unknown) => {
        try {
          return typeof value === 'string' && readCaFile(value).length > 0;
        } catch {
          return false;
        }
      },
      defaultMessage: () => 'must be a file that can be read and holds certificates (PEM)',
    },
  });
