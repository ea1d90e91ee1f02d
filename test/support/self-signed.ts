import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** A certificate for a name that signs itself, and its key, PEM files in a folder. Needs `openssl`. */
export function selfSigned(folder: string, name = '127.0.0.1'): { cert: string; key: string } {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  const what = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const args = [...what, '-days', '2', '-keyout', key, '-out', cert, ...subject];
  execFileSync('openssl', args, { stdio: 'ignore' });
  return { cert, key };
}
