// Where the server keeps the bytes of a letter (docs/reference/web-api.md, «Showing a letter»).
import type { BodyPart } from "./types.ts";

const e = encodeURIComponent;

export const bodyUrl = (accountId: string, emailId: string, remote: boolean): string =>
  `/mail/body/${e(accountId)}/${e(emailId)}/auto?remote=${remote ? 1 : 0}`;

export const partUrl = (accountId: string, emailId: string, part: BodyPart, download: boolean): string =>
  `/mail/part/${e(accountId)}/${e(emailId)}/${e(part.partId ?? "")}${download ? "?download=1" : ""}`;

export const zipUrl = (accountId: string, emailId: string): string => `/mail/zip/${e(accountId)}/${e(emailId)}`;

export const sourceUrl = (accountId: string, emailId: string): string => `/mail/source/${e(accountId)}/${e(emailId)}`;
