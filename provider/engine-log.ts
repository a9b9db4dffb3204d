import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** Shows lines beside resources, through the engine. */
export interface EngineLog {
  /** Replaces the line beside a resource; nothing of it stays once the resource is done. */
  progress(urn: string, line: string): void;
  /** Says something that stays. */
  say(severity: "info" | "warning", urn: string, line: string): void;
}

/** How long a line may take to arrive: showing it must never hold up what it tells of. */
const logMilliseconds = 2_000;
const watchMilliseconds = 10_000;

/** The engine at the other end. */
export class EngineConnection implements EngineLog {
  private client: grpc.Client | undefined;
  private readonly streams = new Map<string, number>();
  private readonly said = new Set<string>();
  private readonly lastLines = new Map<string, string>();

  connect(address: string): void {
    this.client?.close();
    this.client = new grpc.Client(address, grpc.credentials.createInsecure());
  }

  progress(urn: string, line: string): void {
    if (this.lastLines.get(urn) === line) return;
    this.lastLines.set(urn, line);
    this.send(urn, line, LogSeverity.INFO, true);
  }

  say(severity: "info" | "warning", urn: string, line: string): void {
    // A replacement is checked twice; nobody wants to read it twice.
    if (this.said.has(`${urn} ${line}`)) return;
    this.said.add(`${urn} ${line}`);
    this.send(urn, line, severity === "info" ? LogSeverity.INFO : LogSeverity.WARNING, false);
  }

  /** Calls back once the engine has gone without a word, as it does when it is killed. */
  watch(gone: () => void): void {
    let misses = 0;
    const timer = setInterval(() => {
      this.client?.waitForReady(Date.now() + watchMilliseconds / 2, (error) => {
        misses = error === undefined ? 0 : misses + 1;
        if (misses < 2) return;
        clearInterval(timer);
        gone();
      });
    }, watchMilliseconds);
    timer.unref();
  }

  private send(urn: string, line: string, severity: LogSeverity, ephemeral: boolean): void {
    if (this.client === undefined) return;
    const request = new LogRequest();
    request.setUrn(urn);
    request.setMessage(line);
    request.setSeverity(severity);
    request.setEphemeral(ephemeral);
    // Lines of one stream are joined; what stays stands for itself.
    request.setStreamid(ephemeral ? this.stream(urn) : 0);
    const { path, requestSerialize, responseDeserialize } = EngineService.log;
    const options = { deadline: Date.now() + logMilliseconds };
    this.client.makeUnaryRequest<LogRequest, Empty>(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      new grpc.Metadata(),
      options,
      () => undefined,
    );
  }

  private stream(urn: string): number {
    const known = this.streams.get(urn);
    if (known !== undefined) return known;
    this.streams.set(urn, this.streams.size + 1);
    return this.streams.size;
  }
}
