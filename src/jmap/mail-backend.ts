// The bridge from JMAP to mail, sign-in and directory: the only file of this folder that may import them. An `Account`
// is one mailbox bound to the handle that sign-in granted, so that no method can look an id up in a foreign mailbox.
import type { AccountHandle, SignedIn, SignInService } from "#auth/ports.ts";
import { type Access, type AccountKind, accessLevels, type PersonId } from "#directory/ports.ts";
import type { Mail } from "#mail/doors.ts";
import { idOf } from "./ids.ts";

export type { SignedIn } from "#auth/ports.ts";
export type { Access } from "#directory/ports.ts";
export {
  type AccountStates,
  type Change,
  type EmailNo,
  type EmailPatch,
  type EmailQuery,
  type EmailRow,
  type Flags,
  type Folder,
  type FolderId,
  type FolderRole,
  flagBits,
  folderRoles,
  type Placement,
  type Submission,
  type TextTerm,
} from "#mail/ports.ts";

/** A call of the mail core without its handle. */
type Bound<T> = T extends (handle: AccountHandle, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

const boundCalls = [
  "folders",
  "createFolder",
  "renameFolder",
  "deleteFolder",
  "setSubscribed",
  "emails",
  "placementsOf",
  "emailsOfThreads",
  "body",
  "states",
  "changesSince",
  "query",
  "usage",
  "updateEmails",
  "destroyEmails",
  "recordOpened",
  "append",
  "submit",
  "cancelSubmission",
  "submissions",
  "saveUpload",
  "upload",
] as const satisfies readonly (keyof Mail)[];

/** Mail of one mailbox. */
export type AccountMail = { readonly [K in (typeof boundCalls)[number]]: Bound<Mail[K]> };

export interface Identity {
  readonly address: string;
  readonly name: string;
}

export interface Account {
  /** "a12". */
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly kind: AccountKind;
  /** The signed-in person's own mailbox. */
  readonly isPersonal: boolean;
  readonly access: Access;
  readonly mail: AccountMail;
  /** Addresses that letters of this mailbox may carry as From. */
  identities(): Promise<Identity[]>;
  /** Throws `sender-not-allowed`. */
  checkSender(address: string): Promise<void>;
  /** Throws `relay-denied`, `recipient-unknown`, `recipient-suspended`. */
  checkRecipient(address: string): Promise<void>;
  /** Throws `disk-full` or `overloaded` when no new letter can be taken now; hold it while the bytes are in memory. */
  claimRoom(bytes: number): Disposable;
  /** Calls `listener` after each commit that touched the mailbox; returns the way to stop. */
  onChange(listener: () => void): () => void;
}

export interface JmapServices {
  readonly mail: Mail;
  readonly signIn: SignInService;
}

/** Every mailbox the person may open, the own one first. */
export async function accountsOf(services: JmapServices, who: SignedIn): Promise<Account[]> {
  const openable = await services.signIn.openable(who.person);
  return openable.map(({ account, handle }) => ({
    id: idOf("a", account.id),
    name: account.name,
    address: account.address,
    kind: account.kind,
    isPersonal: account.id === who.account.id,
    access: handle.access,
    mail: bind(services.mail, handle),
    identities: () => identitiesOf(services.signIn, handle),
    checkSender: (address) => services.mail.checkSender(who.person, address),
    checkRecipient: async (address) => void (await services.mail.resolveRecipient(address)),
    claimRoom: (bytes) => services.mail.claimRoom(bytes),
    onChange: (listener) => services.mail.onChange(account.id, listener),
  }));
}

function bind(mail: Mail, handle: AccountHandle): AccountMail {
  const bound: Record<string, unknown> = {};
  for (const name of boundCalls) {
    const call = mail[name] as (handle: AccountHandle, ...rest: unknown[]) => unknown;
    bound[name] = (...rest: unknown[]) => call.call(mail, handle, ...rest);
  }
  return bound as AccountMail; // each member was made from the member of the same name
}

async function identitiesOf(signIn: SignInService, handle: AccountHandle): Promise<Identity[]> {
  const person: PersonId = handle.viewer;
  const sendable = await signIn.sendableAddresses(person);
  return sendable.filter((one) => one.account === handle.account).map(({ address, name }) => ({ address, name }));
}

/** True when `held` includes `needed`. */
export const atLeast = (held: Access, needed: Access): boolean =>
  accessLevels.indexOf(held) >= accessLevels.indexOf(needed);
