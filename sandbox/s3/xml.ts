const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
const characters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** An element around text, which is escaped. */
export function textElement(name: string, text: string | number | boolean): string {
  const escaped = String(text)
    .replace(/[&<>"']/g, (found) => entities[found] ?? found)
    // Control characters are written as references, as S3 does.
    .replace(/\p{Cc}/gu, (found) => `&#x${found.charCodeAt(0).toString(16)};`);
  return `<${name}>${escaped}</${name}>`;
}

/** An element around other elements. */
export function element(name: string, children: readonly string[]): string {
  return `<${name}>${children.join("")}</${name}>`;
}

/** A whole answer in S3's own namespace. */
export function xmlDocument(name: string, children: readonly string[]): string {
  const namespace = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${namespace}>${children.join("")}</${name}>`;
}

/** The texts of all elements of a name, in order; enough for the flat requests that S3 clients send. */
export function textsOf(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`, "g"));
  return Array.from(found, (match) => unescaped(match[1] ?? ""));
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return characters[name ?? ""] ?? whole;
  });
}
