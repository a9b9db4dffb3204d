import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";

import type { Naming } from "./autoname";
import { checkInputs } from "./check";
import type { Failure } from "./check-types";
import { checkConfiguration, configure } from "./configuration";
import { difference, inheritedTags, type Change } from "./diff";
import { facts, typeOf, type KnownType } from "./facts";
import { invoke } from "./functions";
import * as resources from "./resources";
import { UNKNOWN, type Properties } from "./values";
import { fromStruct, keepingSecrets, toStruct, unary, withSecrets } from "./wire";

/** The stand-in as the engine's provider protocol wants it; one process serves one provider. */
export function providerService(version: string, environment: NodeJS.ProcessEnv): UntypedServiceImplementation {
  const stop = new AbortController();
  let configured: resources.Home | undefined;
  const home = () => {
    if (configured === undefined) throw new Error("sandbox: Expected Configure before any resource.");
    return configured;
  };
  return {
    ...pluginCalls(version, stop),
    checkConfig: unary((request: pb.CheckRequest) =>
      checked(checkConfiguration(fromStruct(request.getNews()), environment)),
    ),
    // A changed setting of the provider concerns the resources one by one: each says itself whether it is replaced.
    diffConfig: unary(() => new pb.DiffResponse()),
    configure: unary((request: pb.ConfigureRequest) => {
      configured = configure(fromStruct(request.getArgs()), environment, stop.signal);
      const response = new pb.ConfigureResponse();
      response.setSupportspreview(true);
      response.setAcceptsecrets(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    check: unary((request: pb.CheckRequest) => check(home(), request)),
    diff: unary((request: pb.DiffRequest) => diff(home(), request)),
    ...resourceCalls(home),
    invoke: unary((request: pb.InvokeRequest) => {
      const response = new pb.InvokeResponse();
      response.setReturn(toStruct(invoke(home(), request.getTok(), fromStruct(request.getArgs()))));
      return response;
    }),
  };
}

function pluginCalls(version: string, stop: AbortController): UntypedServiceImplementation {
  return {
    // Newer engines take what is accepted from here, older ones from Configure.
    handshake: unary(() => {
      const response = new pb.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(version);
      return info;
    }),
    getSchema: unary(() => {
      const response = new pb.GetSchemaResponse();
      const known = Object.keys(facts.resources).map((token) => [token, {}]);
      response.setSchema(JSON.stringify({ name: "aws", version, resources: Object.fromEntries(known) as object }));
      return response;
    }),
    attach: unary(() => new Empty()),
    cancel: unary(() => {
      stop.abort();
      return new Empty();
    }),
  };
}

function resourceCalls(home: () => resources.Home): UntypedServiceImplementation {
  return {
    create: unary(async (request: pb.CreateRequest) => {
      const given = request.getProperties();
      const [type, inputs] = [typeOfUrn(request.getUrn()), fromStruct(given)];
      const response = new pb.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(toStruct(withSecrets(given, resources.previewCreate(home(), type, inputs))));
        return response;
      }
      const { id, outputs } = await keepingSecrets(given, resources.create(home(), type, inputs));
      response.setId(id);
      response.setProperties(toStruct(withSecrets(given, outputs)));
      return response;
    }),
    update: unary(async (request: pb.UpdateRequest) => {
      const known = { type: typeOfUrn(request.getUrn()), id: request.getId(), outputs: fromStruct(request.getOlds()) };
      const given = request.getNews();
      const inputs = fromStruct(given);
      const change = request.getPreview() ? resources.previewUpdate : resources.update;
      const response = new pb.UpdateResponse();
      const outputs = await keepingSecrets(given, Promise.resolve(change(home(), known, inputs)));
      response.setProperties(toStruct(withSecrets(given, outputs)));
      return response;
    }),
    read: unary(async (request: pb.ReadRequest) => {
      const known = {
        type: typeOfUrn(request.getUrn()),
        id: request.getId(),
        outputs: fromStruct(request.getProperties()),
      };
      const entry = await resources.read(home(), known);
      const response = new pb.ReadResponse();
      if (entry === undefined) return response;
      response.setId(entry.id);
      response.setProperties(toStruct(withSecrets(request.getProperties(), entry.outputs)));
      response.setInputs(toStruct(withSecrets(request.getInputs(), entry.inputs)));
      return response;
    }),
    delete: unary(async (request: pb.DeleteRequest) => {
      const outputs = fromStruct(request.getProperties());
      await resources.remove(home(), { type: typeOfUrn(request.getUrn()), id: request.getId(), outputs });
      return new Empty();
    }),
  };
}

function check({ region }: resources.Home, request: pb.CheckRequest): pb.CheckResponse {
  const type = typeOfUrn(request.getUrn());
  const old = request.getOlds() === undefined ? undefined : fromStruct(request.getOlds());
  const given = request.getNews();
  const { inputs, failures } = checkInputs({ type, inputs: fromStruct(given), old, region, naming: namingOf(request) });
  return checked({ inputs: withSecrets(given, inputs), failures });
}

function namingOf(request: pb.CheckRequest): Naming {
  const logicalName = request.getUrn().split("::").slice(3).join("::");
  const randomSeed = request.getRandomseed_asU8();
  const options = request.getAutonaming();
  if (options === undefined) return { logicalName, randomSeed };
  const mode = (["propose", "enforce", "disable"] as const)[options.getMode()];
  return { logicalName, randomSeed, configured: { mode, proposedName: options.getProposedName() } };
}

function checked({ inputs, failures }: { inputs: Properties; failures: readonly Failure[] }): pb.CheckResponse {
  const response = new pb.CheckResponse();
  response.setInputs(toStruct(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new pb.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

const kinds = {
  add: [pb.PropertyDiff.Kind.ADD, pb.PropertyDiff.Kind.ADD_REPLACE],
  delete: [pb.PropertyDiff.Kind.DELETE, pb.PropertyDiff.Kind.DELETE_REPLACE],
  update: [pb.PropertyDiff.Kind.UPDATE, pb.PropertyDiff.Kind.UPDATE_REPLACE],
} as const;

function diff({ defaultTags }: resources.Home, request: pb.DiffRequest): pb.DiffResponse {
  const old = fromStruct(request.getOldInputs() ?? request.getOlds());
  const [type, now] = [typeOfUrn(request.getUrn()), fromStruct(request.getNews())];
  const { changes: own, deleteBeforeReplace } = difference(type, old, now);
  const changes = [...own, ...inheritedTags(fromStruct(request.getOlds())["tagsAll"], now["tags"], own, defaultTags)];
  const response = new pb.DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
  response.setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList(topLevel(changes));
  response.setReplacesList(topLevel(changes.filter(({ replaces }) => replaces)));
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const { path, kind, replaces } of changes) {
    const detail = new pb.PropertyDiff();
    detail.setKind(kinds[kind][replaces ? 1 : 0]);
    detail.setInputdiff(path !== "tagsAll");
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}

function topLevel(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ path }) => /^[^.[]+/.exec(path)?.[0] ?? path))];
}

/** The type is the last of the chain of parents' types in the URN's third part. */
function typeOfUrn(urn: string): KnownType {
  return typeOf(urn.split("::")[2]?.split("$").at(-1) ?? UNKNOWN);
}
