// A15: random conversations, pipelined as RFC 2920 allows and cut anywhere, against a reference model that knows nothing
// of the implementation. Same replies in the same order, same letters.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openDoor } from "../support/smtp-door.ts";
import { SmtpPeer } from "../support/smtp-peer.ts";

interface Model {
  hello: "none" | "HELO" | "EHLO";
  from: string | null;
  to: Set<string>;
  chunks: string | null;
  broken: boolean;
  letters: string[];
}

const newModel = (): Model => ({
  hello: "none",
  from: null,
  to: new Set(),
  chunks: null,
  broken: false,
  letters: [],
});

function reset(model: Model): void {
  model.from = null;
  model.to = new Set();
  model.chunks = null;
  model.broken = false;
}

function store(model: Model, text: string): number {
  model.letters.push(`${model.from} > ${[...model.to].join(" ")}: ${text}`);
  reset(model);
  return 250;
}

const maxBytes = 200;

/** One thing a client may say: its octets, whether it must wait for the reply, and the code the model expects. */
interface Move {
  readonly sent: string;
  readonly waits?: boolean;
  expect(model: Model): number;
  /** What follows a 354. */
  readonly letter?: string;
}

const greet = (verb: "HELO" | "EHLO"): Move => ({
  sent: `${verb} client.example\r\n`,
  waits: true,
  expect: (model) => {
    reset(model);
    model.hello = verb;
    return 250;
  },
});

const mail = (from: string, parameters: string, refused: number | null): Move => ({
  sent: `MAIL FROM:<${from}>${parameters}\r\n`,
  expect: (model) => {
    if (model.hello === "none" || model.from !== null) return 503;
    if (refused !== null) return refused;
    model.from = from;
    return 250;
  },
});

const rcpt = (to: string, mailbox: string | null): Move => ({
  sent: `RCPT TO:<${to}>\r\n`,
  expect: (model) => {
    if (model.from === null || model.chunks !== null) return 503;
    if (mailbox === null) return 550;
    model.to.add(mailbox);
    return 250;
  },
});

const data = (letter: string): Move => ({
  sent: "DATA\r\n",
  waits: true,
  letter,
  expect: (model) => {
    if (model.from === null) return 503;
    if (model.to.size === 0) return 554;
    return model.chunks !== null ? 503 : 354;
  },
});

const bdat = (text: string, last: boolean): Move => ({
  sent: `BDAT ${text.length}${last ? " LAST" : ""}\r\n${text}`,
  expect: (model) => {
    if (model.hello !== "EHLO" || model.from === null || model.broken) return 503;
    if (model.to.size === 0) return 554;
    const chunks = (model.chunks ?? "") + text;
    model.chunks = chunks;
    if (chunks.length <= maxBytes) return last ? store(model, chunks) : 250;
    if (last) reset(model);
    else model.broken = true;
    return 552;
  },
});

const rset: Move = {
  sent: "RSET\r\n",
  expect: (model) => {
    reset(model);
    return 250;
  },
};

const always = (sent: string, code: number, waits = false): Move => ({
  sent: `${sent}\r\n`,
  waits,
  expect: () => code,
});

const moves: readonly Move[] = [
  greet("EHLO"),
  greet("EHLO"),
  greet("HELO"),
  mail("an@xa.example", "", null),
  mail("an@xa.example", " SIZE=20", null),
  mail("binh@xa.example", "", null),
  mail("an@xa.example", ` SIZE=${maxBytes + 1}`, 552),
  mail("an@xa.example", " FROB=1", 555),
  mail("an xa", "", 501),
  rcpt("lan@tinh.example", "lan"),
  rcpt("nguyen.lan@tinh.example", "lan"),
  rcpt("minh@tinh.example", "minh"),
  rcpt("nobody@tinh.example", null),
  rcpt("x@outside.example", null),
  data("Subject: x\r\n\r\ntext\r\n"),
  data("MAIL FROM:<evil@xa.example>\r\nQUIT\r\n"),
  data("x".repeat(maxBytes)),
  bdat("", false),
  bdat("Subject: y\r\n", false),
  bdat("\r\nRSET\r\nQUIT\r\n", true),
  bdat("y".repeat(150), false),
  rset,
  always("NOOP", 250),
  always("VRFY lan", 252),
  always("EXPN all", 502),
  always("FROB", 500),
  always("RSET now", 501),
  always("AUTH PLAIN AAAA", 502, true),
  always("STARTTLS now", 501, true),
];

const named = { lan: "lan@tinh.example", minh: "minh@tinh.example" } as const;
const mailboxOf = (address: string) => (address === named.minh ? "minh" : "lan");

async function converse(peer: SmtpPeer, model: Model, steps: readonly { move: Move; flush: boolean }[]): Promise<void> {
  let group = "";
  let expected: number[] = [];
  for (const { move, flush } of steps) {
    const alone = model.hello !== "EHLO";
    group += move.sent;
    const code = move.expect(model);
    expected.push(code);
    if (!alone && !move.waits && !flush) continue;
    await exchange(peer, group, expected);
    group = "";
    expected = [];
    if (code === 354 && move.letter !== undefined) await sendLetter(peer, model, move.letter);
  }
  await exchange(peer, group, expected);
}

async function exchange(peer: SmtpPeer, group: string, expected: readonly number[]): Promise<void> {
  await peer.send(group);
  const seen: number[] = [];
  for (let i = 0; i < expected.length; i++) seen.push((await peer.reply())?.code ?? 0);
  assert.deepEqual(seen, expected, group);
}

async function sendLetter(peer: SmtpPeer, model: Model, letter: string): Promise<void> {
  const whole = letter.endsWith("\r\n") ? letter : `${letter}\r\n`;
  const code = whole.length > maxBytes ? 552 : store(model, whole);
  reset(model);
  await exchange(peer, `${whole}.\r\n`, [code]);
}

test("A15 random pipelined conversations get the replies and store the letters that the model says", async () => {
  await using door = await openDoor("mx", { messageBytes: maxBytes, limits: { smtpBadCommands: 1_000 } });
  const step = fc.record({ move: fc.constantFrom(...moves), flush: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      using peer = await SmtpPeer.connect(door.target, "nothing");
      assert.equal((await peer.reply())?.code, 220);
      const model = newModel();
      await converse(peer, model, [{ move: greet("EHLO"), flush: true }, ...steps]);
      const stored = door.backend.letters.splice(0);
      assert.deepEqual(
        stored.map(({ from, to, text }) => `${from} > ${to.map(mailboxOf).join(" ")}: ${text}`),
        model.letters,
      );
      assert.equal(await peer.say("QUIT"), 221);
    }),
    { numRuns: 300 },
  );
});
