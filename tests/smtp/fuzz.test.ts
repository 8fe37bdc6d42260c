// Octets that are no SMTP, and SMTP gone wrong: the session never throws, never loops, answers in well-formed lines, and
// how the octets are cut into segments changes nothing of what it says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { limits } from "#base/limits.ts";
import { createLog } from "#base/log.ts";
import { SmtpSession } from "#smtp/session.ts";
import type { Mode, SmtpDoor } from "#smtp/state.ts";
import { fixedClock } from "../support/smtp-door.ts";
import { MemoryBackend } from "../support/smtp-memory-backend.ts";

interface Said {
  readonly text: string;
  readonly ended: boolean;
  readonly letters: number;
  readonly claimed: number;
}

async function hear(mode: Mode, chunks: readonly Buffer[]): Promise<Said> {
  const backend = new MemoryBackend();
  const door: SmtpDoor = {
    mode,
    hostname: "mail.tinh.example",
    backend,
    clock: fixedClock,
    limits,
    messageBytes: 2_000,
    allowPlaintextLoopback: true,
    log: createLog("silent"),
  };
  let text = "";
  let ended = false;
  const session = new SmtpSession(
    door,
    { remoteAddress: "127.0.0.1", cipher: null },
    {
      write: (piece) => {
        text += piece;
      },
      hold: () => {},
      release: () => {},
      end: () => {
        ended = true;
      },
      startTls: () => {
        ended = true;
      },
    },
  );
  session.greet();
  for (const chunk of chunks) {
    session.receive(Buffer.from(chunk));
    await turn();
  }
  for (let i = 0; i < 3; i++) await turn();
  session.closed();
  return { text, ended, letters: backend.letters.length, claimed: backend.claimed };
}

const words = fc.constantFrom(
  "EHLO x\r\n",
  "MAIL FROM:<an@xa.example>",
  "MAIL FROM:<> SIZE=5",
  "RCPT TO:<lan@tinh.example>\r\n",
  "DATA\r\n",
  ".\r\n",
  "\r\n.\r\n",
  "BDAT 7 LAST\r\n",
  "BDAT 99999999999999999999\r\n",
  "AUTH PLAIN AGxhbkB0aW5oLmV4YW1wbGUAbWF0LWtoYXU=\r\n",
  "AUTH LOGIN\r\n",
  "*\r\n",
  "RSET\r\n",
  "QUIT\r\n",
  "STARTTLS\r\n",
  "From: lan@tinh.example\r\n",
  "\r\n",
  "\r",
  "\n",
  "\0",
  " ",
  '"',
  "<",
  "x".repeat(3_000),
);
const octets = fc
  .array(fc.oneof({ weight: 6, arbitrary: words.map((word) => Buffer.from(word)) }, fc.uint8Array({ maxLength: 12 })), {
    maxLength: 40,
  })
  .map((pieces) => pieces.map((piece) => Buffer.from(piece)));

const wellFormed = /^(?:\d{3}[ -][ -~]*\r\n)*$/;

for (const mode of ["mx", "submission"] as const)
  test(`no octets make the ${mode} session throw, hang, answer garbage or keep room claimed`, async () => {
    await fc.assert(
      fc.asyncProperty(octets, async (chunks) => {
        const { text, claimed } = await hear(mode, chunks);
        assert.match(text, wellFormed);
        assert.equal(claimed, 0);
      }),
      { numRuns: 300 },
    );
  });

test("the same octets cut differently are answered the same, where waiting for replies is not required", async () => {
  const pipelinable = fc.constantFrom(
    "MAIL FROM:<an@xa.example>\r\n",
    "RCPT TO:<lan@tinh.example>\r\n",
    "RCPT TO:<nobody@tinh.example>\r\n",
    "BDAT 6\r\nQUIT\r\n",
    "BDAT 4 LAST\r\nab\r\n",
    "BDAT 3 LAST\r\na\nb",
    "RSET\r\n",
    "noop x\r\n",
    "FROB\r\n",
    `NOOP ${"x".repeat(3_000)}\r\n`,
    "NO\0OP\r\n",
    "NOOP\n",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(pipelinable, { maxLength: 20 }),
      fc.array(fc.nat(400), { maxLength: 8 }),
      async (lines, cuts) => {
        const hello = Buffer.from("EHLO x\r\n");
        const whole = Buffer.from(lines.join(""), "latin1");
        const points = [0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length].sort((a, b) => a - b);
        const pieces = points.slice(1).map((point, i) => whole.subarray(points[i], point));
        const plain = (said: Said) => ({ ...said, text: said.text.replace(/id \w+/g, "id") });
        assert.deepEqual(plain(await hear("mx", [hello, ...pieces])), plain(await hear("mx", [hello, whole])));
      },
    ),
    { numRuns: 200 },
  );
});
