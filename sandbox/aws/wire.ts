import { Metadata, status, type handleUnaryCall, type ServiceError } from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

import { HalfMade } from "./cloud";
import { withoutSecrets, withSecretsOf, type Properties } from "./values";

/** Properties out of a message. */
export function fromStruct(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : (withoutSecrets(struct.toJavaScript()) as Properties);
}

/** What came as a secret goes out as one, also where it is repeated under another name. */
export function withSecrets(given: Struct | undefined, properties: Properties): Properties {
  if (given === undefined) return properties;
  const pattern = given.toJavaScript();
  const { tags } = pattern;
  return withSecretsOf(tags === undefined ? pattern : { ...pattern, tagsAll: tags }, properties) as Properties;
}

/** What a half-made resource tells keeps its secrets too. */
export async function keepingSecrets<Made>(given: Struct | undefined, doing: Promise<Made>): Promise<Made> {
  try {
    return await doing;
  } catch (error) {
    if (!(error instanceof HalfMade)) throw error;
    const { id, outputs, inputs, reason } = error;
    throw new HalfMade(id, withSecrets(given, outputs), withSecrets(given, inputs), reason);
  }
}

/** Properties for a message; what is `undefined` is left out. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties);
}

/** A handler of one call: what it throws becomes the call's error, told in its message alone. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    void Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(refusal(error));
        },
      );
  };
}

function refusal(error: unknown): Partial<ServiceError> {
  const details = error instanceof Error ? error.message : String(error);
  if (!(error instanceof HalfMade)) return { code: status.UNKNOWN, details };
  return { code: status.UNKNOWN, details, metadata: halfMade(error) };
}

/** The engine keeps a resource whose create failed half way when the error carries its id and properties. */
function halfMade({ id, outputs, inputs, reason }: HalfMade): Metadata {
  const detail = new ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(toStruct(outputs));
  detail.setInputs(toStruct(inputs));
  detail.setReasonsList([reason]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new Status();
  answer.setCode(status.UNKNOWN);
  answer.setMessage(reason);
  answer.addDetails(any);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return metadata;
}
