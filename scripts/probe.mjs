// Whether the station of this container is ready: ends with 0 or 1. Speaks as the settings say it listens; where
// callers have to show a certificate, it shows the station's own, which SECURITY_TLS_CLIENT_CA_FILE has to know then.
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { get as getSecurely } from 'node:https';

const TIMEOUT_MS = 4_000;
const { PORT: port = '8000', SECURITY_TLS_CERT_FILE, SECURITY_TLS_KEY_FILE } = process.env;
const isSecure = SECURITY_TLS_CERT_FILE !== undefined && SECURITY_TLS_CERT_FILE !== '';
const tls = isSecure && {
  cert: readFileSync(SECURITY_TLS_CERT_FILE),
  key: readFileSync(SECURITY_TLS_KEY_FILE ?? ''),
  // It asks itself, at an address that the certificate need not name.
  rejectUnauthorized: false,
};
const options = { host: '127.0.0.1', port, path: '/readyz', timeout: TIMEOUT_MS, ...tls };
const request = (isSecure ? getSecurely : get)(options, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1);
});
request.on('timeout', () => process.exit(1));
request.on('error', () => process.exit(1));
