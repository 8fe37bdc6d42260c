// The server's certificate: a self-signed one is made at the first start, so that every door speaks TLS from the first
// minute; an operator's own pair takes its place through tls.certificate and tls.key. Protocols and ciphers are those of
// Mozilla's intermediate profile. Getting a certificate from an authority (ACME) is not done here.

import { createPrivateKey, webcrypto, X509Certificate } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import path from "node:path";
import tls from "node:tls";
import { type Clock, systemClock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";

export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

const dayMs = 24 * 3_600_000;
/** Longer than 825 days is refused by some clients, even when the certificate is trusted by hand. */
const validDays = 800;
const renewDaysBefore = 30;

/** Files of a usable self-signed pair in `folder`; made or renewed when missing, near its end, or for another host name. */
export async function ensureSelfSigned(
  folder: string,
  hostname: string,
  clock: Clock = systemClock,
): Promise<CertificateFiles> {
  const files = { certificate: path.join(folder, "certificate.pem"), key: path.join(folder, "key.pem") };
  if (isUsable(files, hostname, clock.nowMs())) return files;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pair = await selfSigned(hostname, clock.nowMs());
  await writeWhole(files.key, pair.key);
  await writeWhole(files.certificate, pair.certificate);
  return files;
}

function isUsable(files: CertificateFiles, hostname: string, nowMs: number): boolean {
  if (!existsSync(files.certificate) || !existsSync(files.key)) return false;
  try {
    const certificate = new X509Certificate(readFileSync(files.certificate));
    const key = createPrivateKey(readFileSync(files.key));
    const fresh = certificate.validToDate.getTime() - nowMs > renewDaysBefore * dayMs;
    return fresh && certificate.checkPrivateKey(key) && certificate.checkHost(hostname) !== undefined;
  } catch {
    return false; // half-written or not a certificate: a new one takes its place
  }
}

/** Never a half-written file, never readable by others, also not for a moment. */
async function writeWhole(file: string, text: string): Promise<void> {
  const next = `${file}.new`;
  const handle = await open(next, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  chmodSync(next, 0o600);
  await rename(next, file);
}

async function selfSigned(hostname: string, nowMs: number): Promise<{ certificate: string; key: string }> {
  await import("reflect-metadata"); // the library below reads decorators' metadata while it loads
  const x509 = await import("@peculiar/x509");
  x509.cryptoProvider.set(webcrypto);
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const names = [...new Set([hostname, "localhost"])].map((value) => ({ type: "dns" as const, value }));
  const addresses = ["127.0.0.1", "::1"].map((value) => ({ type: "ip" as const, value }));
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [hostname] }],
    keys,
    notBefore: new Date(nowMs - dayMs), // clocks of clients lag
    notAfter: new Date(nowMs + validDays * dayMs),
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...names, ...addresses]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  return {
    certificate: `${certificate.toString("pem")}\n`,
    key: key.export({ format: "pem", type: "pkcs8" }).toString(),
  };
}

/** TLS 1.2 with forward secrecy and AEAD only, TLS 1.3; hybrid key exchange first. */
export const tlsParameters = {
  minVersion: "TLSv1.2",
  maxVersion: "TLSv1.3",
  ciphers: [
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "ECDHE-ECDSA-AES128-GCM-SHA256",
    "ECDHE-RSA-AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-RSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-CHACHA20-POLY1305",
  ].join(":"),
  ecdhCurve: "X25519MLKEM768:X25519:prime256v1:secp384r1",
} as const satisfies tls.SecureContextOptions;

/** The shape of net/listener.ts's TlsSource, plus what an HTTPS server needs to make its own context. */
export interface CertificateSource {
  secureContext(): tls.SecureContext;
  /** PEM of the pair now in use, for servers that want options instead of a context. */
  pem(): { cert: Buffer; key: Buffer };
}

const lookEveryMs = 10_000;

/**
 * Reads the pair now (throws when it is unusable) and again when the files change; a bad new pair is logged and the old
 * one stays in use.
 */
export function certificateSource(
  files: CertificateFiles,
  log: Pick<Log, "warn" | "info">,
  clock: Clock = systemClock,
): CertificateSource {
  let current = readPair(files);
  let seen = stampOf(files);
  let lookedMs = clock.monotonicMs();

  const refresh = () => {
    if (clock.monotonicMs() - lookedMs < lookEveryMs) return;
    lookedMs = clock.monotonicMs();
    const stamp = stampOf(files);
    if (stamp === seen) return;
    seen = stamp;
    try {
      current = readPair(files);
      log.info({ certificate: files.certificate }, "certificate renewed");
    } catch (error) {
      log.warn({ certificate: files.certificate, err: String(error) }, "new certificate unusable, the old one stays");
    }
  };
  return {
    secureContext() {
      refresh();
      return current.context;
    },
    pem() {
      refresh();
      return { cert: current.cert, key: current.key };
    },
  };
}

function readPair(files: CertificateFiles): { context: tls.SecureContext; cert: Buffer; key: Buffer } {
  const cert = readFileSync(files.certificate);
  const key = readFileSync(files.key);
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new Error(`${files.key} is not the key of ${files.certificate}`);
  }
  return { context: tls.createSecureContext({ cert, key, ...tlsParameters }), cert, key };
}

/** Changes when either file changes. A file that is gone counts as unchanged: it is being replaced. */
function stampOf(files: CertificateFiles): string {
  return [files.certificate, files.key]
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .map((stat) => (stat ? `${stat.ino}:${stat.mtimeMs}:${stat.size}` : "gone"))
    .join(" ");
}
