import { useQuery } from "@tanstack/react-query";
import { letterBytesQuery } from "../../jmap/office.ts";

/** Until the server has said so: what it takes unless it was set otherwise. */
const usualBytes = 50 * 1024 * 1024;

/** Largest letter that the mailbox takes, octets. */
export const useLetterBytes = (accountId: string): number => useQuery(letterBytesQuery(accountId)).data ?? usualBytes;
