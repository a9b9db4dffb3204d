import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { answering } from "./answering";
import type { Before, OperationContext, ResourceOperations } from "./operations";
import type { PropertyChange } from "./property-change";
import type { Properties } from "./property-value";
import { toStruct } from "./service-error";

type Find = (urn: string) => ResourceOperations;
type MakeContext = (urn: string, timeoutSeconds?: number) => OperationContext;

/** The calls of the protocol that are about one resource. */
export function resourceHandlers(find: Find, context: MakeContext): UntypedServiceImplementation {
  return {
    check: answering((request: messages.CheckRequest) => check(request, find, context)),
    diff: answering((request: messages.DiffRequest) => diff(request, find, context)),
    create: answering((request: messages.CreateRequest) => create(request, find, context)),
    update: answering((request: messages.UpdateRequest) => update(request, find, context)),
    read: answering((request: messages.ReadRequest) => read(request, find, context)),
    delete: answering(async (request: messages.DeleteRequest) => {
      const within = context(request.getUrn(), request.getTimeout());
      await find(request.getUrn()).delete(properties(request.getProperties()), within);
      return new Empty();
    }),
  };
}

function check(request: messages.CheckRequest, find: Find, context: MakeContext): messages.CheckResponse {
  const urn = request.getUrn();
  const [news, olds] = [properties(request.getNews()), properties(request.getOlds())];
  const { inputs, faults, warnings } = find(urn).check(news, urn, olds);
  for (const warning of warnings) context(urn).log.say("warning", urn, warning);
  const response = new messages.CheckResponse();
  response.setInputs(toStruct(inputs));
  response.setFailuresList(
    faults.map(({ path, reason }) => {
      const failure = new messages.CheckFailure();
      failure.setProperty(path);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

async function diff(request: messages.DiffRequest, find: Find, context: MakeContext): Promise<messages.DiffResponse> {
  const urn = request.getUrn();
  const news = properties(request.getNews());
  const { changes, replaces } = await find(urn).diff(before(request), news, context(urn));
  const { DiffChanges } = messages.DiffResponse;
  const response = new messages.DiffResponse();
  response.setChanges(changes.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE);
  const names = [...new Set(changes.map(({ path }) => path.split(/[.[]/)[0] ?? path))];
  response.setDiffsList(names);
  if (replaces) response.setReplacesList(names);
  response.setHasdetaileddiff(true);
  for (const change of changes) response.getDetaileddiffMap().set(change.path, detail(change, replaces));
  return response;
}

function detail({ kind, path }: PropertyChange, replaces: boolean): messages.PropertyDiff {
  const { Kind } = messages.PropertyDiff;
  const kinds = {
    add: [Kind.ADD, Kind.ADD_REPLACE],
    delete: [Kind.DELETE, Kind.DELETE_REPLACE],
    update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
  } as const;
  const [inPlace, anew] = kinds[kind];
  const difference = new messages.PropertyDiff();
  difference.setKind(replaces ? anew : inPlace);
  // Attempt and status are nobody's input: the provider alone knows of them.
  difference.setInputdiff(path !== "attempt" && path !== "status");
  return difference;
}

async function create(
  request: messages.CreateRequest,
  find: Find,
  context: MakeContext,
): Promise<messages.CreateResponse> {
  const urn = request.getUrn();
  const news = properties(request.getProperties());
  const response = new messages.CreateResponse();
  if (request.getPreview()) {
    response.setProperties(toStruct(find(urn).planned(news)));
    return response;
  }
  const held = await find(urn).create(news, context(urn, request.getTimeout()));
  response.setId(held.id);
  response.setProperties(toStruct(held.properties));
  return response;
}

async function update(
  request: messages.UpdateRequest,
  find: Find,
  context: MakeContext,
): Promise<messages.UpdateResponse> {
  const urn = request.getUrn();
  const news = properties(request.getNews());
  const response = new messages.UpdateResponse();
  const result = request.getPreview()
    ? find(urn).plannedChange(before(request), news)
    : find(urn).update(before(request), news, context(urn, request.getTimeout()));
  response.setProperties(toStruct(await result));
  return response;
}

async function read(request: messages.ReadRequest, find: Find, context: MakeContext): Promise<messages.ReadResponse> {
  const urn = request.getUrn();
  const [state, inputs] = [properties(request.getProperties()), properties(request.getInputs())];
  const found = await find(urn).read(request.getId(), state, inputs, context(urn, request.getTimeout()));
  const response = new messages.ReadResponse();
  if (found === undefined) return response;
  response.setId(found.id);
  response.setProperties(toStruct(found.properties));
  response.setInputs(toStruct(found.inputs));
  return response;
}

function before(request: messages.DiffRequest | messages.UpdateRequest): Before {
  const state = properties(request.getOlds());
  const inputs = request.getOldInputs();
  return { id: request.getId(), state, inputs: inputs === undefined ? state : properties(inputs) };
}

function properties(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}
