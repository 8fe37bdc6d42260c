// Every operation the writer knows, by the name a unit of work carries.
import { recordAudit } from "./audit.ts";
import { copy, move } from "./copies.ts";
import {
  createAccount,
  createAgency,
  createOrganization,
  createPerson,
  createPost,
  grantAccess,
  holdPost,
} from "./directory.ts";
import { storeFlags } from "./flags.ts";
import { createFolder, deleteFolder, renameFolder, setSubscribed, takeRecent } from "./folders.ts";
import { acceptWide, append, deliver, deliverSlice } from "./letters.ts";
import { updateEmails } from "./patches.ts";
import { purge } from "./purge.ts";
import { destroyEmails, expunge, remove, restore } from "./removal.ts";
import { deleteSession, saveSession, setPasswordHash, touchSession } from "./sign-in.ts";
import { cancelSubmission, createSubmission, finishSubmission } from "./submissions.ts";
import { recordOpened, saveUpload } from "./uploads.ts";
import { joinViewer } from "./viewers.ts";

export const operations = {
  acceptWide,
  append,
  cancelSubmission,
  copy,
  createAccount,
  createAgency,
  createFolder,
  createOrganization,
  createPerson,
  createPost,
  createSubmission,
  deleteFolder,
  deleteSession,
  deliver,
  deliverSlice,
  destroyEmails,
  expunge,
  finishSubmission,
  grantAccess,
  holdPost,
  joinViewer,
  move,
  purge,
  recordAudit,
  recordOpened,
  remove,
  renameFolder,
  restore,
  saveSession,
  saveUpload,
  setPasswordHash,
  setSubscribed,
  storeFlags,
  takeRecent,
  touchSession,
  updateEmails,
} as const;

export type OperationName = keyof typeof operations;
export type OperationInput<N extends OperationName> = Parameters<(typeof operations)[N]>[1];
export type OperationOutput<N extends OperationName> = ReturnType<(typeof operations)[N]>;
