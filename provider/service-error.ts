import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "./property-value";

/** A resource that exists and is not ready: the engine keeps it, says why, and updates it in the next run. */
export class UnfinishedError extends Error {
  constructor(
    readonly id: string,
    readonly properties: Properties,
    readonly inputs: Properties,
    reason: string,
  ) {
    super(reason);
    this.name = "UnfinishedError";
  }
}

/** An error as the protocol wants it: one sentence, no stack. */
export function serviceError(error: unknown): grpc.ServiceError {
  const message = (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
  const metadata = new grpc.Metadata();
  if (error instanceof UnfinishedError) metadata.add("grpc-status-details-bin", unfinishedDetails(error, message));
  const base = { name: "Error", message, details: message, code: grpc.status.UNKNOWN, metadata };
  return base;
}

function unfinishedDetails({ id, properties, inputs }: UnfinishedError, reason: string): Buffer {
  const detail = new ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(toStruct(properties));
  detail.setInputs(toStruct(inputs));
  detail.setReasonsList([reason]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(reason);
  status.setDetailsList([any]);
  return Buffer.from(status.serializeBinary());
}

/** Properties as the protocol carries them; absent ones are left out. */
export function toStruct(properties: Properties): Struct {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Struct.fromJavaScript(Object.fromEntries(given) as Record<string, JavaScriptValue>);
}
