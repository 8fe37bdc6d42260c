// /soan?den=… : a link that begins a letter (mailto of the office).
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { openCompose } from "./desk.ts";

export function ComposeRoute() {
  const { me } = useOffice();
  const navigate = useNavigate();
  const { den } = useSearch({ from: "/frame/soan" });
  useEffect(() => {
    openCompose({ kind: "new", accountId: me.accountId, ...(den && { to: den }) });
    void navigate({ to: "/thu/$hop/$thumuc", params: { hop: "toi", thumuc: "den" }, replace: true });
  }, [me.accountId, den, navigate]);
  return null;
}
