import { QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import type { Office } from "../jmap/office.ts";

const OfficeContext = createContext<Office | null>(null);

export function OfficeRoot({ office, children }: { office: Office; children: ReactNode }) {
  return (
    <OfficeContext value={office}>
      <QueryClientProvider client={office.queries}>{children}</QueryClientProvider>
    </OfficeContext>
  );
}

export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (!office) throw new Error("useOffice outside OfficeRoot");
  return office;
}
