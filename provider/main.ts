import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { wallClock } from "../jobs/clock";
import { EngineConnection } from "./engine-log";
import { providerService } from "./service";

// Ctrl-C reaches every process of a terminal; the engine tells us in its own time through the protocol.
process.on("SIGINT", () => undefined);

const engine = new EngineConnection();
const address = process.argv.at(-1);
if (address !== undefined && /:\d+$/.test(address)) engine.connect(address);
engine.watch(() => process.exit(1));

const server = new grpc.Server({
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
});
server.addService(ResourceProviderService, providerService({ engine, clock: wallClock }));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${port}\n`);
});
