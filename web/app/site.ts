// What anybody may know of this system before signing in: whose it is and whom to call.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { plainRequest } from "../jmap/http.ts";

export interface Site {
  readonly name: string;
  readonly domain: string;
  /** One line with phone and hours; null = not set up. */
  readonly support: string | null;
}

export async function fetchSite(): Promise<Site | null> {
  try {
    return (await (await plainRequest("/api/v1/site")).json()) as Site;
  } catch {
    return null;
  }
}

const siteQuery = queryOptions({ queryKey: ["site"], queryFn: fetchSite });

export const useSite = (): Site | null => useQuery(siteQuery).data ?? null;
