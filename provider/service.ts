import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Clock } from "../jobs/clock";
import { jobKinds } from "../jobs/job-kinds";
import { answering } from "./answering";
import { completionOperations } from "./completion-operations";
import type { EngineConnection } from "./engine-log";
import { jobOperations } from "./job-operations";
import type { OperationContext, ResourceOperations } from "./operations";
import { resourceHandlers } from "./resource-handlers";
import { providerSchema } from "./schema";

/** What a running provider needs from outside. */
export interface ServiceParts {
  readonly engine: EngineConnection;
  readonly clock: Clock;
}

/** The provider's side of Pulumi's protocol, for a gRPC server. */
export function providerService({ engine, clock }: ServiceParts): UntypedServiceImplementation {
  const cancellation = new AbortController();
  const resources = new Map(jobKinds.flatMap(bothOperations).map((one) => [one.token, one]));
  const find = (urn: string): ResourceOperations => {
    // urn:pulumi:stack::project::parentType$type::name
    const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const found = resources.get(token);
    if (found === undefined) throw new Error(`Unknown type "${token}"; known: ${[...resources.keys()].join(", ")}.`);
    return found;
  };
  const context = (urn: string, timeoutSeconds = 0): OperationContext => ({
    urn,
    timeoutSeconds,
    cancelled: cancellation.signal,
    log: engine,
    clock,
  });
  return {
    handshake: answering((request: messages.ProviderHandshakeRequest) => {
      engine.connect(request.getEngineAddress());
      const response = new messages.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      return response;
    }),
    getPluginInfo: answering(() => {
      const response = new PluginInfo();
      response.setVersion(packageVersion());
      return response;
    }),
    getSchema: answering(() => {
      const response = new messages.GetSchemaResponse();
      response.setSchema(providerSchema(jobKinds, packageVersion()));
      return response;
    }),
    checkConfig: answering((request: messages.CheckRequest) => {
      const response = new messages.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: answering(() => {
      const response = new messages.DiffResponse();
      response.setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE);
      return response;
    }),
    configure: answering(() => {
      const response = new messages.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    }),
    cancel: answering(() => {
      cancellation.abort();
      return new Empty();
    }),
    ...resourceHandlers(find, context),
  };
}

function bothOperations(kind: (typeof jobKinds)[number]): ResourceOperations[] {
  return [jobOperations(kind), completionOperations(kind)];
}

/** The version of the package this file is part of, built or not. */
function packageVersion(): string {
  for (let folder = dirname(__dirname); ; folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
      if (manifest["name"] === "pulumi-greenml") return String(manifest["version"]);
    } catch {
      if (folder === dirname(folder)) throw new Error("Unknown version: the package's own package.json is missing.");
    }
  }
}
