import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Clock } from "../../jobs/clock";
import { EngineConnection } from "../../provider/engine-log";
import { providerService } from "../../provider/service";

/** A value as the engine marks a secret. */
export function secret(value: JavaScriptValue): JavaScriptValue {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** What the engine sends for a value it does not know yet. */
export const unknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export type Values = Record<string, JavaScriptValue>;

/** A line the provider asked the engine to show. */
export interface LogLine {
  readonly urn: string;
  readonly message: string;
  readonly ephemeral: boolean;
}

/** What the engine keeps of a resource that is not ready. */
export interface Unfinished {
  readonly id: string;
  readonly properties: Values;
  readonly reasons: readonly string[];
}

/** The provider behind a real gRPC server, with an engine that only listens. */
export class RunningProvider {
  readonly lines: LogLine[] = [];
  private readonly engine = new grpc.Server();
  private readonly server = new grpc.Server();
  private client!: ResourceProviderClient;

  static async start(clock: Clock): Promise<RunningProvider> {
    const running = new RunningProvider();
    running.engine.addService(EngineService, {
      log: (call: grpc.ServerUnaryCall<LogRequest, Empty>, callback: grpc.sendUnaryData<Empty>) => {
        const { request } = call;
        running.lines.push({ urn: request.getUrn(), message: request.getMessage(), ephemeral: request.getEphemeral() });
        callback(null, new Empty());
      },
    });
    running.server.addService(ResourceProviderService, providerService({ engine: new EngineConnection(), clock }));
    const [engineAddress, address] = [await listen(running.engine), await listen(running.server)];
    running.client = new ResourceProviderClient(address, grpc.credentials.createInsecure());
    const handshake = new messages.ProviderHandshakeRequest();
    handshake.setEngineAddress(engineAddress);
    await running.call("handshake", handshake);
    return running;
  }

  stop(): void {
    this.client.close();
    this.server.forceShutdown();
    this.engine.forceShutdown();
  }

  /** Any call of the protocol, by its name. */
  call<Response>(name: string, request: object): Promise<Response> {
    const client = this.client as unknown as Record<
      string,
      (request: object, done: (error: grpc.ServiceError | null, response: Response) => void) => void
    >; // the typed client has no way to call a method by name
    return new Promise((resolve, reject) => {
      client[name]!.call(client, request, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }

  async check(urn: string, news: Values, olds: Values = {}) {
    const request = new messages.CheckRequest();
    request.setUrn(urn);
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    const response = await this.call<messages.CheckResponse>("check", request);
    return {
      inputs: response.getInputs()?.toJavaScript(),
      failures: response.getFailuresList().map((failure) => [failure.getProperty(), failure.getReason()]),
    };
  }

  async diff(urn: string, olds: Values, oldInputs: Values, news: Values) {
    const request = new messages.DiffRequest();
    request.setUrn(urn);
    request.setOlds(Struct.fromJavaScript(olds));
    request.setOldInputs(Struct.fromJavaScript(oldInputs));
    request.setNews(Struct.fromJavaScript(news));
    const response = await this.call<messages.DiffResponse>("diff", request);
    const details = response
      .getDetaileddiffMap()
      .getEntryList()
      .map(([path]) => [path, response.getDetaileddiffMap().get(path)?.getKind()]);
    return { replaces: response.getReplacesList(), details };
  }

  async create(urn: string, news: Values, options: { preview?: boolean; timeout?: number } = {}) {
    const request = new messages.CreateRequest();
    request.setUrn(urn);
    request.setProperties(Struct.fromJavaScript(news));
    request.setPreview(options.preview ?? false);
    request.setTimeout(options.timeout ?? 0);
    const response = await this.call<messages.CreateResponse>("create", request);
    return { id: response.getId(), properties: values(response.getProperties()) };
  }

  async update(urn: string, id: string, olds: Values, news: Values, preview = false): Promise<Values> {
    const request = new messages.UpdateRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    request.setPreview(preview);
    return values((await this.call<messages.UpdateResponse>("update", request)).getProperties());
  }

  async read(urn: string, id: string, state?: Values, inputs?: Values) {
    const request = new messages.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    if (state !== undefined) request.setProperties(Struct.fromJavaScript(state));
    if (inputs !== undefined) request.setInputs(Struct.fromJavaScript(inputs));
    const response = await this.call<messages.ReadResponse>("read", request);
    return { id: response.getId(), properties: values(response.getProperties()), inputs: values(response.getInputs()) };
  }

  async delete(urn: string, id: string, state: Values): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setProperties(Struct.fromJavaScript(state));
    await this.call("delete", request);
  }

  async cancel(): Promise<void> {
    await this.call("cancel", new Empty());
  }
}

/** What stands in the details of an error about a resource that is not ready. */
export function unfinished(error: unknown): Unfinished {
  const [bytes] = (error as grpc.ServiceError).metadata.get("grpc-status-details-bin");
  const [any] = Status.deserializeBinary(bytes as Buffer).getDetailsList();
  const detail = messages.ErrorResourceInitFailed.deserializeBinary(any!.getValue_asU8());
  return { id: detail.getId(), properties: values(detail.getProperties()), reasons: detail.getReasonsList() };
}

function values(struct: Struct | undefined): Values {
  return struct?.toJavaScript() ?? {};
}

function listen(server: grpc.Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(`127.0.0.1:${port}`);
      else reject(error);
    });
  });
}
