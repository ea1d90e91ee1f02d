/** Which of several servers is wanted, in libpq's words. */
export type WantedServer = 'any' | 'read-write' | 'primary';

const TLS_MODES = ['disable', 'require', 'verify-full'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

export interface TlsSettings {
  /** Left out, what the URL says in `sslmode`, else no TLS. */
  readonly tlsMode?: TlsMode | undefined;
  /** File of the authority that signed the server's certificate. */
  readonly tlsCaFile?: string | undefined;
  /** Files of the certificate that this side shows, and of its key. */
  readonly tlsCertFile?: string | undefined;
  readonly tlsKeyFile?: string | undefined;
}

/** Where the database may be, and which of the servers is wanted. */
export interface DatabaseAddress {
  /** One URL for each host, in the order given, ready for `pg`. */
  readonly urls: readonly string[];
  readonly wanted: WantedServer;
}

const SHAPE = /^(postgres(?:ql)?:\/\/)((?:[^@/?#]*)@)?([^/?#@]+)(\/[^?#]*)?(?:\?([^#]*))?$/;
const HOST = /^(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i;
const WANTED: readonly string[] = ['any', 'read-write', 'primary'] satisfies WantedServer[];
const PORT_MAX = 65_535;

/**
 * Reads `postgres://user:password@one:5432,two:5433/name?target_session_attrs=read-write`, which `pg` does not.
 * https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
 * @throws Error with a sentence that never repeats the password.
 */
export function readAddress(url: string, tls: TlsSettings = {}): DatabaseAddress {
  const [, scheme = '', identity = '', hosts = '', path = '', query = ''] = SHAPE.exec(url) ?? [];
  if (!scheme || !hosts)
    throw new Error('it must look like postgres://user:password@host:5432/name');
  const parameters = new URLSearchParams(query);
  const wanted = parameters.get('target_session_attrs') ?? 'any';
  if (!WANTED.includes(wanted))
    throw new Error(`target_session_attrs must be one of ${WANTED.join(', ')}`);
  parameters.delete('target_session_attrs');
  secure(parameters, tls);
  const rest = parameters.size > 0 ? `?${parameters.toString()}` : '';
  const urls = hosts.split(',').map((host) => {
    const port = HOST.exec(host)?.[1];
    if (!HOST.test(host) || Number(port ?? 1) > PORT_MAX || Number(port ?? 1) === 0)
      throw new Error(`"${host}" must be a host and a port`);
    return `${scheme}${identity}${host}${path}${rest}`;
  });
  return { urls, wanted: wanted as WantedServer };
}

/** Says in `pg`'s words what is wanted in libpq's: to `pg`, "require" would verify and warn. */
function secure(parameters: URLSearchParams, tls: TlsSettings): void {
  const { tlsMode, tlsCaFile } = tls;
  const mode = tlsMode ?? parameters.get('sslmode') ?? 'disable';
  if (!(TLS_MODES as readonly string[]).includes(mode) && mode !== 'no-verify')
    throw new Error(`sslmode must be one of ${TLS_MODES.join(', ')}`);
  const caFile = tlsCaFile ?? parameters.get('sslrootcert');
  const certFile = tls.tlsCertFile ?? parameters.get('sslcert');
  const keyFile = tls.tlsKeyFile ?? parameters.get('sslkey');
  if ((certFile === null) !== (keyFile === null))
    throw new Error('a certificate to show needs its key, and a key its certificate');
  for (const name of ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey'])
    parameters.delete(name);
  if (mode === 'disable') return;
  parameters.set('sslmode', mode === 'verify-full' ? mode : 'no-verify');
  if (mode === 'verify-full' && caFile) parameters.set('sslrootcert', caFile);
  if (certFile !== null) parameters.set('sslcert', certFile);
  if (keyFile !== null) parameters.set('sslkey', keyFile);
}

/** Host and port only: what may be said in a log. */
export function placeOf(url: string): string {
  return SHAPE.exec(url)?.[3] ?? 'an unknown place';
}
