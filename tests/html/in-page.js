// Runs inside the pages and frames of the browser tests, so plain JavaScript. Judges what the browser made of a letter
// without any of our own parsing.

globalThis.hit = (number) => console.log(`hit ${number}`);

/** Frames drawn, animations begun, failed pictures reported. */
globalThis.settled = async () => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
};

/** Everything in the frames' documents that an allow-listed letter cannot hold, as sentences; empty = clean. */
globalThis.auditFrames = (allowed) => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const inner = frame.contentDocument;
    if (!inner?.body) found.push("a frame cannot be measured");
    for (const element of inner?.body?.querySelectorAll("*") ?? []) found.push(...faultsOf(element, allowed));
  }
  return found;
};

function faultsOf(element, allowed) {
  const faults = [];
  const name = element.localName;
  if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") faults.push(`name space of ${name}`);
  if (!allowed.elements.includes(name)) faults.push(`element ${name}`);
  if (element.ownerDocument.defaultView.getComputedStyle(element).position !== "static")
    faults.push(`position of ${name}`);
  for (const attribute of element.attributes) {
    const { name: key, value } = attribute;
    if (!allowed.attributes.includes(key)) faults.push(`attribute ${key} on ${name}`);
    if (key === "href" && !/^(?:https?|mailto|tel):/.test(value)) faults.push(`href ${value}`);
    if (key === "src" && !/^data:image\/(?:png|jpeg|gif|webp);base64,/.test(value)) faults.push(`src ${value}`);
    if (key === "style" && /url|\(|@|\\|position|expression/i.test(value)) faults.push(`style ${value}`);
  }
  return faults;
}

/** Of each body, what the browser writes after reading it, where that differs. */
globalThis.changedByParsing = (bodies) => {
  const parser = new DOMParser();
  const changed = [];
  for (const body of bodies) {
    const read = parser.parseFromString(`<!DOCTYPE html><body>${body}`, "text/html").body.innerHTML;
    // A parser takes one line feed after <pre>; the serializer does not put it back (HTML §13.3).
    const written = body.replace(/(<pre(?: [^>]*)?>)\n/g, "$1");
    if (read !== written) changed.push({ written, read });
  }
  return changed;
};

globalThis.readDocument = (text) => {
  const read = new DOMParser().parseFromString(text, "text/html");
  return [read.documentElement.lang, read.title, read.body.innerHTML, read.compatMode];
};
