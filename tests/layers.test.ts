import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { faultsIn, folderOf, layers } from "./layers.ts";

const root = path.resolve(import.meta.dirname, "..");

function sourcesUnder(...patterns: string[]): Map<string, string> {
  const files = globSync(patterns, { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file));
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
}

describe("who imports whom", () => {
  const sources = sourcesUnder("src/**/*.ts", "web/*.ts", "web/*/**/*.{ts,tsx}");

  it("is as the table says, in the house's manner, without rings", () => {
    assert.deepEqual(faultsIn(sources), []);
  });

  it("is asked of every folder there is, and the table names none that is not", () => {
    const folders = [...new Set([...sources.keys()].map(folderOf))].sort();
    assert.deepEqual(layers.map(({ folder }) => folder).sort(), folders);
  });

  it("reads all of them", () => assert.ok(sources.size > 300, `${sources.size} files`));
});

describe("the check itself turns red", () => {
  const good: Readonly<Record<string, string>> = {
    "src/base/errors.ts": "export {};",
    "src/mail/ports.ts": 'import type { Door } from "#auth/ports.ts";',
    "src/mail/doors.ts": 'import type { Flags } from "./ports.ts";',
    "src/mail/mail.ts": 'import { ingest } from "./search/ingest.ts";\nimport { x } from "#base/errors.ts";',
    "src/mail/search/ingest.ts": 'import { y } from "../mail.ts";',
    "src/imap/mail-backend.ts": 'import type { Mail } from "#mail/doors.ts";',
    "src/imap/commands/move.ts": 'import { fail } from "../replies.ts";',
    "src/main.ts": 'import { openDoors } from "./doors.ts";',
    "src/services.ts": 'import { x } from "#base/errors.ts";',
    "src/doors.ts": 'import type { Services } from "./services.ts";\nimport { listenImap } from "#imap/listener.ts";',
    "web/mail/List.tsx":
      'import { t } from "../i18n/text.ts";\nimport type { Site } from "#api/contract/site.ts";\nimport "./list.css";',
  };
  const faultsWith = (more: Readonly<Record<string, string>>) =>
    faultsIn(new Map(Object.entries({ ...good, ...more }))).map(({ file, reason }) => `${file}: ${reason}`);

  it("not on sources that keep the rules", () => assert.deepEqual(faultsWith({}), []));

  const table: { why: string; sources: Record<string, string>; says: RegExp }[] = [
    {
      why: "a forbidden arrow",
      sources: { "src/base/a.ts": 'import { x } from "#mail/mail.ts";' },
      says: /^src\/base\/a\.ts: base may not import/,
    },
    {
      why: "a type import, too",
      sources: { "src/base/a.ts": 'import type { x } from "#mail/ports.ts";' },
      says: /base may not import/,
    },
    {
      why: "a re-export, too",
      sources: { "src/base/a.ts": 'export { x } from "#mail/ports.ts";' },
      says: /base may not import/,
    },
    {
      why: "an import while running, too",
      sources: { "src/base/a.ts": 'const x = await import("#mail/mail.ts");' },
      says: /base may not import/,
    },
    {
      why: "an import over several lines",
      sources: { "src/base/a.ts": 'import {\n  x,\n  y,\n} from "#mail/mail.ts";' },
      says: /base may not import/,
    },
    {
      why: "the inside of a folder whose contract alone is allowed",
      sources: { "src/mail/b.ts": 'import { x } from "#auth/sign-in.ts";' },
      says: /mail may not import #auth\/sign-in\.ts/,
    },
    {
      why: "mail from a door's file that is not the bridge",
      sources: { "src/imap/commands/b.ts": 'import type { Mail } from "#mail/doors.ts";' },
      says: /imap may not import #mail\/doors\.ts/,
    },
    {
      why: "a folder that the table does not know",
      sources: { "src/misc/a.ts": 'import { x } from "#base/errors.ts";' },
      says: /misc is not in the table/,
    },
    {
      why: "the server from the web",
      sources: { "web/a.ts": 'import { x } from "#mail/mail.ts";' },
      says: /web may not import/,
    },
    {
      why: "climbing two folders",
      sources: { "src/mail/search/deep/a.ts": 'import { x } from "../../mail.ts";' },
      says: /climbs two folders/,
    },
    {
      why: "leaving a folder by a relative path",
      sources: { "src/mail/a.ts": 'import { x } from "../base/errors.ts";' },
      says: /leaves its folder/,
    },
    {
      why: "an import without its ending",
      sources: { "src/mail/a.ts": 'import { x } from "./mail";' },
      says: /without its ending/,
    },
    {
      why: "a library outside its place",
      sources: { "src/mail/a.ts": 'import { DatabaseSync } from "node:sqlite";' },
      says: /node:sqlite is used only in/,
    },
    {
      why: "a ring of folders",
      sources: {
        "src/api/a.ts": 'import "#jmap/b.ts";',
        "src/jmap/b.ts": 'import "#net/c.ts";',
        "src/net/c.ts": 'import "#api/a.ts";',
      },
      says: /a ring of folders: .*api/,
    },
  ];
  for (const { why, sources, says } of table) {
    it(`on ${why}`, () => {
      const faults = faultsWith(sources);
      assert.ok(
        faults.some((fault) => says.test(fault)),
        faults.join("\n") || "no fault was found",
      );
    });
  }

  it("on an empty scan, and on one without imports", () => {
    assert.match(faultsIn(new Map())[0]?.reason ?? "", /no source file/);
    assert.match(faultsIn(new Map([["src/base/a.ts", "export {};"]]))[0]?.reason ?? "", /no import/);
    assert.equal(sourcesUnder("nowhere/**/*.ts").size, 0);
  });
});
