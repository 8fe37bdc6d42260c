import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import tls from "node:tls";
import { certificateSource, ensureSelfSigned, tlsParameters } from "./certificate.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "congvu-certificate-"));
after(() => rmSync(folder, { recursive: true }));
let folderNo = 0;
const fresh = () => path.join(folder, String(++folderNo));

function clockAt(startMs = Date.now()) {
  const clock = { ms: startMs, nowMs: () => clock.ms, monotonicMs: () => clock.ms };
  return clock;
}

/** Connects once and says what was agreed. */
async function handshake(context: tls.SecureContext, options: tls.ConnectionOptions) {
  const server = tls.createServer({ SNICallback: (_, give) => give(null, context), ...pairOf(context) }, (socket) => {
    socket.on("error", () => {});
    socket.end();
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = tls.connect({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", ...options });
  try {
    await once(client, "secureConnect");
    return { protocol: client.getProtocol(), cipher: client.getCipher().name, error: client.authorizationError };
  } finally {
    client.destroy();
    server.close();
  }
}

const pairs = new WeakMap<tls.SecureContext, { cert: Buffer; key: Buffer }>();
const pairOf = (context: tls.SecureContext) => ({ ...pairs.get(context), ...tlsParameters });

async function madeContext() {
  const files = await ensureSelfSigned(fresh(), "mail.binhminh.gov.vn");
  const source = certificateSource(files, { info() {}, warn() {} });
  pairs.set(source.secureContext(), source.pem());
  return { files, context: source.secureContext() };
}

describe("the self-signed certificate", () => {
  it("names the host, localhost and both loopback addresses, and is readable by its owner only", async () => {
    const files = await ensureSelfSigned(fresh(), "mail.binhminh.gov.vn");
    const certificate = new X509Certificate(readFileSync(files.certificate));
    for (const name of ["mail.binhminh.gov.vn", "localhost"]) assert.equal(certificate.checkHost(name), name);
    for (const address of ["127.0.0.1", "::1"]) assert.equal(certificate.checkIP(address), address);
    assert.equal(certificate.checkHost("other.gov.vn"), undefined);
    assert.equal(certificate.publicKey.asymmetricKeyDetails?.namedCurve, "prime256v1");
    assert.equal(statSync(files.key).mode & 0o777, 0o600);
    assert.equal(statSync(files.certificate).mode & 0o777, 0o600);
  });

  it("is kept at the next start, renewed 30 days before its end, and made anew for another host name", async () => {
    const where = fresh();
    const clock = clockAt();
    const read = async (hostname: string) =>
      readFileSync((await ensureSelfSigned(where, hostname, clock)).certificate, "utf8");
    const first = await read("a.gov.vn");
    assert.equal(await read("a.gov.vn"), first);
    clock.ms += 769 * 24 * 3_600_000;
    assert.equal(await read("a.gov.vn"), first, "31 days left");
    clock.ms += 24 * 3_600_000;
    const second = await read("a.gov.vn");
    assert.notEqual(second, first, "30 days left");
    assert.notEqual(await read("b.gov.vn"), second);
  });

  it("is made anew when one of its files is damaged", async () => {
    const where = fresh();
    const files = await ensureSelfSigned(where, "a.gov.vn");
    writeFileSync(files.key, "-----BEGIN PRIVATE KEY-----\nAAAA\n");
    await ensureSelfSigned(where, "a.gov.vn");
    assert.ok(certificateSource(files, { info() {}, warn() {} }).secureContext());
  });
});

describe("the TLS context", () => {
  const accepted: { why: string; options: tls.ConnectionOptions; protocol: string }[] = [
    { why: "a client of today", options: {}, protocol: "TLSv1.3" },
    { why: "an older client with forward secrecy", options: { maxVersion: "TLSv1.2" }, protocol: "TLSv1.2" },
    {
      why: "only ChaCha20",
      options: { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-CHACHA20-POLY1305" },
      protocol: "TLSv1.2",
    },
  ];
  for (const { why, options, protocol } of accepted) {
    it(`serves ${why}`, async () => {
      const { files, context } = await madeContext();
      const agreed = await handshake(context, {
        ...options,
        ca: readFileSync(files.certificate),
        servername: "localhost",
      });
      assert.equal(agreed.protocol, protocol);
      assert.equal(agreed.error, null);
    });
  }

  const refused: { why: string; options: tls.ConnectionOptions }[] = [
    { why: "TLS 1.1", options: { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } },
    { why: "CBC", options: { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-AES128-SHA" } },
    { why: "no forward secrecy", options: { maxVersion: "TLSv1.2", ciphers: "AES128-GCM-SHA256" } },
  ];
  for (const { why, options } of refused) {
    it(`G11 refuses ${why}`, async () => {
      const { context } = await madeContext();
      await assert.rejects(handshake(context, { ...options, rejectUnauthorized: false }));
    });
  }
});

describe("a renewed certificate", () => {
  it("G10 is taken up without a restart, a bad one leaves the old one in use", async () => {
    const [files, other] = await Promise.all([
      ensureSelfSigned(fresh(), "a.gov.vn"),
      ensureSelfSigned(fresh(), "b.gov.vn"),
    ]);
    const clock = clockAt();
    const warnings: string[] = [];
    const source = certificateSource(
      files,
      { info() {}, warn: (_: unknown, text?: string) => warnings.push(text ?? "") },
      clock,
    );
    const first = source.secureContext();

    copyFileSync(other.certificate, files.certificate); // without its key: not a pair
    clock.ms += 9_999;
    assert.equal(source.secureContext(), first);
    assert.equal(warnings.length, 0, "not looked at yet");
    clock.ms += 1;
    assert.equal(source.secureContext(), first);
    assert.equal(warnings.length, 1);

    copyFileSync(other.key, files.key);
    clock.ms += 10_000;
    assert.notEqual(source.secureContext(), first);
    assert.equal(new X509Certificate(source.pem().cert).checkHost("b.gov.vn"), "b.gov.vn");
  });

  it("G10 refuses to start on a pair that does not belong together", async () => {
    const [files, other] = await Promise.all([
      ensureSelfSigned(fresh(), "a.gov.vn"),
      ensureSelfSigned(fresh(), "a.gov.vn"),
    ]);
    const mixed = { certificate: files.certificate, key: other.key };
    assert.throws(() => certificateSource(mixed, { info() {}, warn() {} }), /is not the key of/);
  });
});
