// Whether the station of this container is ready: ends with 0 or 1. Reads the settings as the station does, from the
// environment and its files; where callers have to show a certificate, it shows the station's own, which
// SECURITY_TLS_CLIENT_CA_FILE has to know then.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { get as getSecurely } from 'node:https';
import { TransportSettings } from '../dist/src/gateway/transport/transport.settings.js';
import { ServiceSettings, SettingsModule } from '../dist/src/platform/config/index.js';

const TIMEOUT_MS = 3_000;
const { port } = SettingsModule.read(ServiceSettings);
const { tlsCertFile, tlsKeyFile } = SettingsModule.read(TransportSettings);
const tls = tlsCertFile !== undefined && {
  cert: readFileSync(tlsCertFile),
  key: readFileSync(tlsKeyFile ?? ''),
  // It asks itself, at an address that the certificate need not name.
  rejectUnauthorized: false,
};
const options = { host: '127.0.0.1', port, path: '/readyz', timeout: TIMEOUT_MS, ...tls };
const request = (tls ? getSecurely : get)(options, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1);
});
request.on('timeout', () => process.exit(1));
request.on('error', () => process.exit(1));
