import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { providerService } from "../../../sandbox/aws/server";
import type { Properties } from "../../../sandbox/aws/values";
import { fromStruct, toStruct } from "../../../sandbox/aws/wire";
import { FakeCloud } from "./fake-cloud";

/** What a diff says, in short. */
export interface Diff {
  readonly changed: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly details: Record<string, number>;
}

type Call<Response> = (callback: (error: ServiceError | null, response: Response) => void) => unknown;

/** The stand-in behind the engine's own protocol, in a home of its own beside a fake cloud. */
export class Provider {
  readonly home = mkdtempSync(join(tmpdir(), "greenml-aws-"));
  readonly cloud = new FakeCloud();
  readonly #server = new Server();
  #client: ResourceProviderClient | undefined;

  static async start(settings: Properties = { region: "eu-north-1" }, home?: string): Promise<Provider> {
    const provider = new Provider();
    const url = await provider.cloud.start();
    const environment = {
      GREENML_SANDBOX_HOME: home ?? provider.home,
      AWS_ENDPOINT_URL_SAGEMAKER: url,
      AWS_ENDPOINT_URL_S3: url,
      GREENML_SANDBOX_SPEED: "100000",
    };
    await provider.serve(environment);
    await provider.configure(settings);
    return provider;
  }

  async serve(environment: NodeJS.ProcessEnv): Promise<void> {
    this.#server.addService(ResourceProviderService, providerService("7.48.0", environment));
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  async stop(): Promise<void> {
    this.#client?.close();
    this.#server.forceShutdown();
    await this.cloud.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  get client(): ResourceProviderClient {
    if (this.#client === undefined) throw new Error("Expected a started provider");
    return this.#client;
  }

  /** Files that hold state. */
  get files(): string[] {
    const all = readdirSync(this.home, { recursive: true }) as string[];
    return all.filter((name) => /\.\w+$/.test(name.split("/").at(-1) ?? "") && /\.(json|draft)$/.test(name));
  }

  configure(settings: Properties): Promise<pb.ConfigureResponse> {
    const request = new pb.ConfigureRequest();
    request.setArgs(toStruct(settings));
    return answered((done) => this.client.configure(request, done));
  }

  async check(
    type: string,
    inputs: Properties,
    old?: Properties,
    name = "thing",
  ): Promise<{ inputs: Properties; failures: string[] }> {
    const request = new pb.CheckRequest();
    request.setUrn(urn(type, name));
    request.setNews(toStruct(inputs));
    if (old !== undefined) request.setOlds(toStruct(old));
    const response = await answered<pb.CheckResponse>((done) => this.client.check(request, done));
    const failures = response.getFailuresList().map((failure) => `${failure.getProperty()}: ${failure.getReason()}`);
    return { inputs: fromStruct(response.getInputs()), failures };
  }

  async diff(type: string, id: string, old: Properties, now: Properties): Promise<Diff> {
    const request = new pb.DiffRequest();
    request.setUrn(urn(type));
    request.setId(id);
    request.setOldInputs(toStruct(old));
    request.setOlds(toStruct(old));
    request.setNews(toStruct(now));
    const response = await answered<pb.DiffResponse>((done) => this.client.diff(request, done));
    const details: Record<string, number> = {};
    response.getDetaileddiffMap().forEach((detail, path) => {
      details[path] = detail.getKind();
    });
    return {
      changed: response.getChanges() === pb.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      details,
    };
  }

  async create(type: string, inputs: Properties, preview = false): Promise<{ id: string; outputs: Properties }> {
    const request = new pb.CreateRequest();
    request.setUrn(urn(type));
    request.setProperties(toStruct(inputs));
    request.setPreview(preview);
    const response = await answered<pb.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
  }

  /** Check, then create: what `up` does for a new resource. */
  async up(
    type: string,
    inputs: Properties,
    name = "thing",
  ): Promise<{ id: string; outputs: Properties; inputs: Properties }> {
    const checked = await this.check(type, inputs, undefined, name);
    if (checked.failures.length > 0) throw new Error(`${type}: ${checked.failures.join("; ")}`);
    return { ...(await this.create(type, checked.inputs)), inputs: checked.inputs };
  }

  async update(type: string, id: string, old: Properties, inputs: Properties, preview = false): Promise<Properties> {
    const request = new pb.UpdateRequest();
    request.setUrn(urn(type));
    request.setId(id);
    request.setOlds(toStruct(old));
    request.setNews(toStruct(inputs));
    request.setPreview(preview);
    const response = await answered<pb.UpdateResponse>((done) => this.client.update(request, done));
    return fromStruct(response.getProperties());
  }

  async read(
    type: string,
    id: string,
    properties: Properties = {},
  ): Promise<{ id: string; inputs: Properties; outputs: Properties }> {
    const request = new pb.ReadRequest();
    request.setUrn(urn(type));
    request.setId(id);
    request.setProperties(toStruct(properties));
    const response = await answered<pb.ReadResponse>((done) => this.client.read(request, done));
    return {
      id: response.getId(),
      inputs: fromStruct(response.getInputs()),
      outputs: fromStruct(response.getProperties()),
    };
  }

  delete(type: string, id: string, outputs: Properties): Promise<Empty> {
    const request = new pb.DeleteRequest();
    request.setUrn(urn(type));
    request.setId(id);
    request.setProperties(toStruct(outputs));
    return answered((done) => this.client.delete(request, done));
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const request = new pb.InvokeRequest();
    request.setTok(token);
    request.setArgs(toStruct(args));
    return fromStruct((await answered<pb.InvokeResponse>((done) => this.client.invoke(request, done))).getReturn());
  }
}

function urn(type: string, name = "thing"): string {
  return `urn:pulumi:test::project::greenml:a:B$${type}::${name}`;
}

/** The answer of a call; a refusal becomes an error of its message alone. */
export function answered<Response>(call: Call<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else reject(new Error(error.details));
    });
  });
}
