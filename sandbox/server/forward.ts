import { type IncomingMessage, request as send, type ServerResponse } from "node:http";

/** Hands a request on to the server that owns the running jobs, and its answer back. @throws when that does not answer */
export function forward(port: number, message: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
  const { method, url, headers } = message;
  return new Promise((resolve, reject) => {
    const onward = send({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.once("end", resolve).once("error", reject);
    });
    onward.once("error", reject);
    onward.end(body);
  });
}
