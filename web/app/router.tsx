// Routes. What is looked at lives in the URL, with Vietnamese words without diacritics, so that a link can be sent to a
// colleague: /thu/<mailbox>/<folder>?m=<letter>&q=<search>&loc=<chip>&o=1 (search only this folder).
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { MailPage } from "../mail/MailPage.tsx";
import { CrashPage } from "./CrashPage.tsx";
import { Frame } from "./Frame.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";

export interface MailSearch {
  readonly m?: string;
  readonly q?: string;
  readonly loc?: string;
  readonly o?: "1";
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

export function mailSearch(search: Record<string, unknown>): MailSearch {
  const [m, q, loc] = [text(search.m), text(search.q), text(search.loc)];
  return { ...(m && { m }), ...(q && { q }), ...(loc && { loc }), ...(search.o === "1" && { o: "1" as const }) };
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: CrashPage });
const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });

const toInbox = (): never => {
  throw redirect({ to: "/thu/$hop/$thumuc", params: { hop: "toi", thumuc: "den" } });
};
const home = createRoute({ getParentRoute: () => root, path: "/", beforeLoad: toInbox });
const thu = createRoute({ getParentRoute: () => root, path: "/thu", beforeLoad: toInbox });

const mail = createRoute({
  getParentRoute: () => frame,
  path: "/thu/$hop/$thumuc",
  validateSearch: mailSearch,
  component: MailPage,
});
const print = createRoute({
  getParentRoute: () => root,
  path: "/thu/$hop/in/$id",
  component: lazyRouteComponent(() => import("../mail/print/PrintPage.tsx"), "PrintPage"),
});
const compose = createRoute({
  getParentRoute: () => frame,
  path: "/soan",
  validateSearch: (search: Record<string, unknown>): { den?: string } => {
    const den = text(search.den);
    return den ? { den } : {};
  },
  component: lazyRouteComponent(() => import("../mail/compose/ComposeRoute.tsx"), "ComposeRoute"),
});
const directory = createRoute({
  getParentRoute: () => frame,
  path: "/danh-ba",
  validateSearch: (search: Record<string, unknown>): { q?: string } => {
    const q = text(search.q);
    return q ? { q } : {};
  },
  component: lazyRouteComponent(() => import("../directory/DirectoryPage.tsx"), "DirectoryPage"),
});
const settings = createRoute({
  getParentRoute: () => frame,
  path: "/cai-dat",
  component: lazyRouteComponent(() => import("../settings/SettingsPage.tsx"), "SettingsPage"),
});
const help = createRoute({
  getParentRoute: () => frame,
  path: "/tro-giup",
  component: lazyRouteComponent(() => import("../help/HelpPage.tsx"), "HelpPage"),
});

const routeTree = root.addChildren([home, thu, print, frame.addChildren([mail, compose, directory, settings, help])]);

export const router = createRouter({
  routeTree,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) if (typeof value === "string") params.set(name, value);
    const query = params.toString();
    return query ? `?${query}` : "";
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
