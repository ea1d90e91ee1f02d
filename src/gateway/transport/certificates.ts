import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions, Server as TlsServer } from 'node:tls';
import type { Server } from 'node:http';
import { Logger } from '@nestjs/common';
import type { TransportSettings } from './transport.settings.js';

/** Certificates are renewed once in weeks: looking so often costs nothing and nobody waits long. */
const LOOK_EVERY_MS = 15_000;

/** What an HTTPS server is made of, read from the files of the settings. */
export type Certificates = Pick<SecureContextOptions, 'cert' | 'key' | 'ca' | 'minVersion'>;

/**
 * The certificate of this station, and whose certificates it lets in.
 * @returns Nothing where HTTPS is not wanted.
 * @throws Error with a sentence for files that cannot be used.
 */
export function certificatesOf(transport: TransportSettings): Certificates | undefined {
  const { tlsCertFile, tlsKeyFile, tlsClientCaFile } = transport;
  if (tlsCertFile === undefined && tlsKeyFile === undefined) {
    if (tlsClientCaFile !== undefined)
      throw new Error('SECURITY_TLS_CLIENT_CA_FILE needs HTTPS: SECURITY_TLS_CERT_FILE as well.');
    return undefined;
  }
  if (tlsCertFile === undefined || tlsKeyFile === undefined)
    throw new Error('HTTPS needs both SECURITY_TLS_CERT_FILE and SECURITY_TLS_KEY_FILE.');
  const cert = readPem('SECURITY_TLS_CERT_FILE', tlsCertFile);
  const key = readPem('SECURITY_TLS_KEY_FILE', tlsKeyFile);
  const ca =
    tlsClientCaFile === undefined
      ? undefined
      : readPem('SECURITY_TLS_CLIENT_CA_FILE', tlsClientCaFile);
  const certificates = { cert, key, minVersion: 'TLSv1.2' as const, ...(ca && { ca }) };
  try {
    createSecureContext(certificates);
  } catch (error) {
    const what = 'SECURITY_TLS_CERT_FILE and SECURITY_TLS_KEY_FILE are no pair in PEM';
    throw new Error(`${what} (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`, {
      cause: error,
    });
  }
  if (ca && !ca.includes('-----BEGIN CERTIFICATE-----'))
    throw new Error('SECURITY_TLS_CLIENT_CA_FILE: the file holds no certificate in PEM.');
  return certificates;
}

/**
 * Takes renewed certificates from their files while the station is on the air; connections there are go on with
 * the old ones. Files that are no good (half written, no pair) change nothing and are warned of once.
 */
export function renewCertificates(
  server: Server,
  transport: TransportSettings,
  everyMs = LOOK_EVERY_MS,
): void {
  if (!(server instanceof TlsServer)) return;
  const logger = new Logger('Certificates');
  let known = fingerprint(certificatesOf(transport));
  let complaint: string | undefined;
  const timer = setInterval(() => {
    try {
      const certificates = certificatesOf(transport);
      complaint = undefined;
      if (!certificates || fingerprint(certificates) === known) return;
      server.setSecureContext(certificates);
      known = fingerprint(certificates);
      logger.log('Renewed certificates are in use');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== complaint) logger.warn({ message: 'Certificates stay as they were', reason });
      complaint = reason;
    }
  }, everyMs);
  timer.unref();
  server.once('close', () => {
    clearInterval(timer);
  });
}

function fingerprint(certificates: Certificates | undefined): string {
  return [certificates?.cert, certificates?.key, certificates?.ca].map(String).join('\n');
}

function readPem(variable: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new Error(`${variable}: the file cannot be read (${code}).`, { cause: error });
  }
}
