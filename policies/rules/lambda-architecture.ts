import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { lengthAt, textAt, textsAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";

const name = "lambda-architecture";

const settings = z.strictObject({
  portableRuntimes: z
    .array(z.string().min(1))
    .default(["python", "nodejs", "ruby", "java", "dotnet"])
    .describe("Runtimes, by the start of their name, whose code is taken to run on either instruction set"),
});

/** Runtimes from before Lambda had arm64: they have to change first, which lambda-runtime asks for. */
const X86_ALONE = /^(nodejs(4\.3|6\.10|8\.10|10\.x)|python(2\.7|3\.6|3\.7)|ruby2\.5|java8|dotnetcore[12]\.\d)$/;

/** Points out functions that could run on processors which need less for the same. */
export const lambdaArchitecture: ResourceValidationPolicy = {
  name,
  description: "A function whose code is portable runs on arm64.",
  remediationSteps: 'Set architectures to ["arm64"], and build native dependencies for it.',
  severity: "low",
  enforcementLevel: "advisory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    const { type, props } = resource;
    if (type !== "aws:lambda/function:Function" || textAt(props, "PackageType") === "Image") return;
    const runtime = textAt(props, "Runtime");
    if (runtime === undefined || textsAt(props, "Architectures").includes("arm64")) return;
    // A layer may hold code for one instruction set alone, which cannot be seen here.
    if (lengthAt(props, "Layers") > 0) return;
    if (X86_ALONE.test(runtime)) return;
    const { portableRuntimes } = settingsOf(name, settings, resource);
    if (!portableRuntimes.some((start) => runtime.startsWith(start))) return;
    report(
      `Expected architectures ["arm64"] for ${runtime}, got x86_64; what it saves depends on the calls and is unknown.`,
    );
  },
};
