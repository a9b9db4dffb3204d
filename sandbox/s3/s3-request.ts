import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

import { S3Error } from "./s3-error";
import { sentBody } from "./sent-body";

/** A path-style S3 request, taken apart. */
export interface S3Request {
  readonly method: string;
  /** Empty for the service itself. */
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly region: string;
}

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** Reads a request. The path is taken as sent: a URL parser would resolve ".." in keys. */
export function readS3Request(message: IncomingMessage, body: Buffer, region: string): S3Request {
  const [path = "", search = ""] = splitOnce(message.url ?? "/", "?");
  const [bucket = "", key = ""] = splitOnce(path.slice(1), "/");
  return {
    method: message.method ?? "GET",
    bucket: decoded(bucket),
    key: decoded(key),
    query: new URLSearchParams(search),
    headers: message.headers,
    body: sentBody(message.headers, body),
    region,
  };
}

/** A percent-encoded path, decoded. @throws S3Error when it is not one */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
  }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
