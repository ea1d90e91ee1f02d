import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** Payloads above this go to the engine compressed, bytes of JSON. */
const COMPRESS_ABOVE_BYTES = 8 * 1024;
/** A job is told what to do, not handed the goods: those lie in the file store or the database. */
export const PAYLOAD_BYTES_MAX = 1024 * 1024;

const pack = promisify(gzip);
const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

/** A payload as the engine carries it. */
export type Carried = { readonly plain: object } | { readonly gzip: string };

export async function carry(payload: object): Promise<Carried> {
  const json = JSON.stringify(payload);
  if (json.length <= COMPRESS_ABOVE_BYTES) return { plain: payload };
  return { gzip: (await pack(json)).toString('base64') };
}

/** @throws Error on what `carry` did not make, or what unpacks to more than a payload may be. */
export async function uncarry(carried: Carried): Promise<object> {
  if ('plain' in carried) return carried.plain;
  const bytes = await unpack(Buffer.from(carried.gzip, 'base64'), {
    maxOutputLength: PAYLOAD_BYTES_MAX,
  });
  return JSON.parse(bytes.toString()) as object;
}
