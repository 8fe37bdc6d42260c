import { plainRequest, Refused } from "./http.ts";
import type { WhoAmI } from "./types.ts";

/** Null = nobody is signed in. */
export async function whoAmI(): Promise<WhoAmI | null> {
  try {
    const response = await plainRequest("/api/v1/session");
    return (await response.json()) as WhoAmI;
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return null;
    throw error;
  }
}
