import assert from "node:assert/strict";
import { test } from "node:test";
import type { SmtpState, Transaction } from "./state.ts";
import { traceBlock } from "./trace.ts";

const door = { hostname: "mail.tinh.example", clock: { nowMs: () => Date.UTC(2026, 10, 23, 2), monotonicMs: () => 0 } };

interface Case {
  helo?: string;
  remoteAddress?: string;
  cipher?: string | null;
  extended?: boolean;
  signedIn?: boolean;
  from?: string;
  international?: boolean;
}

function trace(c: Case): string {
  const state = {
    door,
    peer: { remoteAddress: c.remoteAddress ?? "192.0.2.7", cipher: c.cipher ?? null },
    hello: { name: c.helo ?? "xa.example", extended: c.extended ?? true },
    submitter: c.signedIn ? {} : null,
  };
  const transaction = { from: c.from ?? "an@xa.example", international: c.international ?? false };
  return traceBlock(state as SmtpState, transaction as Transaction, "abcdef");
}

test("the trace block names the sender, both hosts, the protocol, the id and the time", () => {
  assert.equal(
    trace({ cipher: "TLSv1.3 TLS_AES_256_GCM_SHA384" }),
    "Return-Path: <an@xa.example>\r\n" +
      "Received: from xa.example ([192.0.2.7]) by mail.tinh.example with ESMTPS\r\n" +
      " (TLSv1.3 TLS_AES_256_GCM_SHA384) id abcdef; Mon, 23 Nov 2026 02:00:00 +0000\r\n",
  );
});

const protocols: { made: Case; word: string }[] = [
  { made: { extended: false }, word: "SMTP" },
  { made: {}, word: "ESMTP" },
  { made: { cipher: "x" }, word: "ESMTPS" },
  { made: { signedIn: true }, word: "ESMTPA" },
  { made: { cipher: "x", signedIn: true }, word: "ESMTPSA" },
  { made: { international: true }, word: "UTF8SMTP" },
  { made: { international: true, cipher: "x", signedIn: true }, word: "UTF8SMTPSA" },
];
for (const { made, word } of protocols)
  test(`Received says ${word}`, () => assert.match(trace(made), new RegExp(` with ${word}\\s`)));

test("addresses stand as literals, without the zone of a link-local one", () => {
  assert.match(trace({ remoteAddress: "2001:db8::1" }), /\(\[IPv6:2001:db8::1\]\)/);
  assert.match(trace({ remoteAddress: "fe80::1%eth0" }), /\(\[IPv6:fe80::1\]\)/);
});

test("the null sender has an empty Return-Path", () => assert.match(trace({ from: "" }), /^Return-Path: <>\r\n/));

test("lines are folded at 78 characters, except for a word that is longer itself", () => {
  const long = trace({ helo: `${"h".repeat(60)}.example`, from: `${"a".repeat(60)}@${"b".repeat(60)}.example` });
  for (const line of long.split("\r\n").slice(0, -1))
    assert.ok(line.length <= 78 || !line.slice(1).includes(" "), line);
  assert.match(long, /^Return-Path:\r\n <a/);
});
