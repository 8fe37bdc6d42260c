// Uploads with progress (RFC 8620 §6.1). XMLHttpRequest, because fetch tells no upload progress.
import { reachable, signedInAgain } from "./connection.ts";
import { Refused, Unreachable } from "./http.ts";

export interface Uploaded {
  readonly blobId: string;
  readonly type: string;
  readonly size: number;
}

export async function upload(
  accountId: string,
  file: File,
  watch: { progress: (share: number) => void; signal: AbortSignal },
): Promise<Uploaded> {
  for (;;) {
    const { status, body } = await send(accountId, file, watch);
    if (status === 201 || status === 200) return JSON.parse(body) as Uploaded;
    if (status !== 401) throw new Refused(status, { code: status === 413 ? "letter-too-large" : "server-fault" });
    await signedInAgain();
  }
}

function send(
  accountId: string,
  file: File,
  watch: { progress: (share: number) => void; signal: AbortSignal },
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", `/jmap/upload/${encodeURIComponent(accountId)}/`);
    xhr.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    xhr.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) watch.progress(event.loaded / event.total);
    });
    xhr.addEventListener("load", () => resolve({ status: xhr.status, body: xhr.responseText }));
    xhr.addEventListener("error", () => {
      reachable.set(false);
      reject(new Unreachable());
    });
    xhr.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    watch.signal.addEventListener("abort", () => xhr.abort());
    xhr.send(file);
  });
}
