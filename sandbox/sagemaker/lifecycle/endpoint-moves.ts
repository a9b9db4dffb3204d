import type { EndpointDocument } from "../kinds";
import { endpointVariants } from "./endpoint-variants";
import type { Scope } from "../scope";

import { Timeline } from "./timeline";
import type { Workshop } from "./workshop";

/** Sandbox seconds that endpoints take to change. */
const lengths = { Creating: 180, Updating: 240, Deleting: 45 } as const;

/** Endpoints on their way from one state to another. */
export class EndpointMoves {
  private readonly left = new AbortController();

  constructor(private readonly shop: Workshop) {}

  /** Lets the state an endpoint is in (Creating, Updating, Deleting) pass and brings it to the next. */
  start(scope: Scope, name: string): void {
    void this.move(scope, name);
  }

  /** Takes up the endpoints that were on their way. */
  resume(): void {
    for (const scope of this.shop.objects.scopes()) {
      for (const { document } of this.shop.objects.list("endpoint", scope)) this.start(scope, document.EndpointName);
    }
  }

  leave(): void {
    this.left.abort();
  }

  private async move(scope: Scope, name: string): Promise<void> {
    const { objects, speed, faults } = this.shop;
    const stored = objects.read("endpoint", scope, name);
    const status = stored?.document.EndpointStatus;
    if (stored === undefined || (status !== "Creating" && status !== "Updating" && status !== "Deleting")) return;
    const timeline = new Timeline(speed, stored.document.LastModifiedTime);
    await timeline.pass(lengths[status], this.left.signal);
    if (this.left.signal.aborted) return;
    if (status === "Deleting") {
      objects.remove("endpoint", scope, name);
      return;
    }
    const reason = faults.take("fail", ({ prefix }) => name.startsWith(prefix))?.reason;
    objects.update("endpoint", scope, name, ({ document }) => {
      if (document.EndpointStatus !== status) return;
      document.LastModifiedTime = timeline.now;
      if (reason === undefined) this.arrive(scope, document);
      else depart(document, reason);
    });
  }

  private arrive(scope: Scope, document: EndpointDocument): void {
    const next = document.PendingDeploymentSummary?.EndpointConfigName ?? document.EndpointConfigName ?? "";
    const config = this.shop.objects.read("endpoint-config", scope, next)?.document;
    document.EndpointStatus = "InService";
    document.EndpointConfigName = next;
    delete document.PendingDeploymentSummary;
    delete document.FailureReason;
    if (config !== undefined) Object.assign(document, endpointVariants(this.shop, scope, config));
  }
}

/** A failed creation leaves a Failed endpoint; a failed update leaves the old one in service, with the reason. */
function depart(document: EndpointDocument, reason: string): void {
  document.EndpointStatus = document.EndpointStatus === "Creating" ? "Failed" : "InService";
  document.FailureReason = reason;
  delete document.PendingDeploymentSummary;
}
