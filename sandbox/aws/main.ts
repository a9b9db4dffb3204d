import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

import { facts } from "./facts";
import { providerService } from "./server";

const LOOK_EVERY_MS = 1000;

/** Serves until the engine ends the process; the port on standard output is how the engine finds it. */
function main(args: readonly string[]): void {
  const version = args[args.indexOf("--plugin-version") + 1];
  const given = args.includes("--plugin-version") && version !== undefined ? version : facts.version;
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, providerService(given, process.env));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${String(port)}\n`);
  });
}

/** An engine that is killed cannot end its plugins: they see that another process has become their parent. */
function endWithEngine(): void {
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(1);
  }, LOOK_EVERY_MS).unref();
}

main(process.argv.slice(2));
endWithEngine();
