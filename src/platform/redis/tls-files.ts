import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ValidateBy, type ValidationArguments } from 'class-validator';

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

/** What a TLS connection to Redis is made of, PEM. */
export interface RedisTls {
  /** Who may have signed the server's certificate; left out, whom the system trusts. */
  readonly ca?: Buffer;
  /** What this side shows to a server that asks. */
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/** @throws Error when a file cannot be read. */
export function readTls(files: {
  readonly tlsCaFile?: string;
  readonly tlsCertFile?: string;
  readonly tlsKeyFile?: string;
}): RedisTls {
  const { tlsCaFile, tlsCertFile, tlsKeyFile } = files;
  return {
    ...(tlsCaFile !== undefined && { ca: readCaFile(tlsCaFile) }),
    ...(tlsCertFile !== undefined && { cert: readCaFile(tlsCertFile) }),
    ...(tlsKeyFile !== undefined && { key: readFileSync(tlsKeyFile) }),
  };
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

/** The private key of the certificate in `tlsCertFile` beside it. */
export const IsTlsKey = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTlsKey',
    validator: {
      validate: (value: unknown, args?: ValidationArguments) => {
        const { tlsCertFile = '' } = (args?.object ?? {}) as { tlsCertFile?: string };
        try {
          createSecureContext({ cert: readCaFile(tlsCertFile), key: readFileSync(String(value)) });
          return true;
        } catch {
          return false;
        }
      },
      defaultMessage: () => 'must be a file with the private key (PEM) of that certificate',
    },
  });
