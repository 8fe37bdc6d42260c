// What CAPABILITY says in each state. A name stands here only when the whole extension works.
import type { ImapSession } from "./context.ts";

const always = "IMAP4rev1 IMAP4rev2 LITERAL+ ENABLE ID SASL-IR";

/** RFCs: IDLE 2177, NAMESPACE 2342, UNSELECT 3691, UIDPLUS 4315, MOVE 6851, CHILDREN 3348, SPECIAL-USE and
 * CREATE-SPECIAL-USE 6154, LIST-EXTENDED 5258, LIST-STATUS 5819, ESEARCH 4731, SEARCHRES 5182, WITHIN 5032,
 * CONDSTORE 7162, STATUS=SIZE 8438, UTF8=ACCEPT 6855, OBJECTID 8474, MULTIAPPEND 3502, BINARY 3516, PREVIEW 8970,
 * APPENDLIMIT 7889. */
const signedIn =
  "IDLE NAMESPACE UNSELECT UIDPLUS MOVE CHILDREN SPECIAL-USE CREATE-SPECIAL-USE LIST-EXTENDED LIST-STATUS ESEARCH " +
  "SEARCHRES WITHIN CONDSTORE STATUS=SIZE UTF8=ACCEPT OBJECTID MULTIAPPEND BINARY PREVIEW";

/** Sign-in is possible on this connection as it stands (RFC 9051 §6.2.3, §11.2). */
export const maySignIn = (session: ImapSession): boolean => session.encrypted || session.plaintextAllowed;

export function capabilities(session: ImapSession): string {
  const words = [always];
  if (!session.account) {
    if (!session.encrypted) words.push("STARTTLS");
    words.push(maySignIn(session) ? "AUTH=PLAIN AUTH=LOGIN" : "LOGINDISABLED");
  }
  words.push(signedIn, `APPENDLIMIT=${session.door.limits.messageBytes}`);
  return words.join(" ");
}
