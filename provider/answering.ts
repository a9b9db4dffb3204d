import type { handleUnaryCall } from "@grpc/grpc-js";
import { serviceError } from "./service-error";

/** One call of the protocol: a request in, a response or an error out. */
export type Handler<Request, Response> = (request: Request) => Response | Promise<Response>;

/** A handler as gRPC calls it, its errors in the protocol's form. */
export function answering<Request, Response>(handler: Handler<Request, Response>): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(handler)
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(serviceError(error));
        },
      );
  };
}
