import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface OwnCertificate {
  /** PEM. */
  cert: string;
  key: string;
}

/** A certificate for `localhost` and 127.0.0.1 that nobody but its maker vouches for; made anew, so none is kept. */
export function anOwnCertificate(): OwnCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = certificateBody(publicKey);
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(
    body,
    ecdsaWithSha256,
    tagged(0x03, Buffer.concat([Buffer.from([0]), signature])),
  );
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${certificate
      .toString('base64')
      .match(/.{1,64}/g)!
      .join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** RFC 5280, section 4.1: version, serial number, algorithm, issuer, validity, subject, key, extensions. */
function certificateBody(publicKey: KeyObject): Buffer {
  const name = sequence(tagged(0x31, sequence(objectId('550403'), tagged(0x0c, Buffer.from('localhost')))));
  const validity = sequence(utcTime('250101000000Z'), utcTime('491231235959Z'));
  const subjectAltName = sequence(
    tagged(0x82, Buffer.from('localhost')),
    tagged(0x87, Buffer.from([127, 0, 0, 1])),
  );
  const isAuthority = sequence(tagged(0x01, Buffer.from([0xff])));
  return sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        sequence(objectId('551d11'), tagged(0x04, subjectAltName)),
        sequence(objectId('551d13'), tagged(0x04, isAuthority)),
      ),
    ),
  );
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const objectId = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const utcTime = (text: string): Buffer => tagged(0x17, Buffer.from(text));
const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
