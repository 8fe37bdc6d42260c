// ENABLE (RFC 9051 §6.3.1, RFC 5161): unknown names are passed over.
import type { Command, ImapSession } from "../context.ts";
import { ok } from "../replies.ts";

const switches: Record<string, (session: ImapSession) => void> = {
  CONDSTORE: (session) => {
    session.condstore = true;
  },
  IMAP4REV2: (session) => {
    session.rev2 = session.utf8 = true;
  },
  "UTF8=ACCEPT": (session) => {
    session.utf8Accept = session.utf8 = true;
  },
};

export const enable: Command = {
  state: "authenticated",
  run: ({ session, cursor }) => {
    const enabled: string[] = [];
    cursor.expectSpace();
    do {
      const name = cursor.expectAtom("a capability").toUpperCase();
      const turnOn = Object.hasOwn(switches, name) ? switches[name] : undefined;
      if (!turnOn || enabled.includes(name)) continue;
      turnOn(session);
      enabled.push(name);
    } while (cursor.take(" "));
    cursor.expectEnd();
    const spelled = enabled.map((name) => (name === "IMAP4REV2" ? "IMAP4rev2" : name));
    session.output.write(`* ENABLED${spelled.map((name) => ` ${name}`).join("")}\r\n`);
    return ok("ENABLE done");
  },
};
