import type { IncomingHttpHeaders } from "node:http";

import { S3Error } from "./s3-error";

/** The object's bytes in a request: SDKs send them in signed chunks with a checksum behind them, or plain. */
export function sentBody(headers: IncomingHttpHeaders, body: Buffer): Buffer {
  const encoding = headers["content-encoding"] ?? "";
  const hash = String(headers["x-amz-content-sha256"] ?? "");
  const isChunked = encoding.split(",").some((one) => one.trim() === "aws-chunked") || hash.startsWith("STREAMING-");
  return isChunked ? dechunked(body) : body;
}

/** Undoes aws-chunked: `<hex size>[;chunk-signature=...]\r\n<bytes>\r\n ... 0\r\n<trailers>\r\n`. */
function dechunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = body.indexOf("\r\n", position);
    const size = Number.parseInt(body.toString("latin1", position, Math.max(lineEnd, position)), 16);
    if (lineEnd < 0 || Number.isNaN(size) || lineEnd + 2 + size > body.length) {
      throw new S3Error(400, "IncompleteBody", "The request body terminated unexpectedly");
    }
    if (size === 0) return Buffer.concat(parts);
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    position = lineEnd + 2 + size + 2;
  }
}
