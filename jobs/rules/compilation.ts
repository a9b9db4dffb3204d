import { placeName, quoted, refusal, type Finding } from "../constraints/finding";
import type { RequestReader } from "../constraints/request-reader";

/** Findings about a compilation job that AWS's API model cannot express. */
export function compilationFindings(request: RequestReader): Finding[] {
  return [
    ...oneOf(request, "InputConfig", "ModelPackageVersionArn"),
    ...oneOf(request.below("OutputConfig"), "TargetDevice", "TargetPlatform"),
    ...modelFindings(request.below("InputConfig")),
    ...frameworkFindings(request),
    ...targetFindings(request.below("OutputConfig")),
  ];
}

function oneOf(reader: RequestReader, first: string, second: string): Finding[] {
  const [one, other] = [reader.has(first), reader.has(second)];
  if (one === undefined || one !== other || reader.has("") !== true) return [];
  const came = one ? "both" : "neither";
  return [refusal(reader.base, `Expected ${first} or ${second} in ${placeName(reader.base)}, got ${came}.`)];
}

/** Frameworks whose models carry their own input shape. */
const shapeless = ["XGBOOST", "SKLEARN"];

function modelFindings(input: RequestReader): Finding[] {
  const findings: Finding[] = [];
  const [framework, address] = [input.text("Framework"), input.text("S3Uri")];
  if (address !== undefined && !address.endsWith(".tar.gz")) {
    const path = input.path("S3Uri");
    findings.push(refusal(path, `Expected ${placeName(path)} to be one .tar.gz archive, got ${quoted(address)}.`));
  }
  if (framework === undefined) return findings;
  const path = input.path("DataInputConfig");
  if (input.has("DataInputConfig") === false && !shapeless.includes(framework)) {
    findings.push(
      refusal(path, `Expected ${placeName(path)}, the input's shape as JSON, which ${framework} requires.`),
    );
  }
  const shape = input.text("DataInputConfig");
  if (shape !== undefined && !isJson(shape)) {
    findings.push(
      refusal(path, `Expected ${placeName(path)} to be JSON such as {"input0":[1,3,224,224]}, got ${quoted(shape)}.`),
    );
  }
  return findings;
}

function isJson(text: string): boolean {
  try {
    // Neo's own examples quote names with apostrophes as often as with quotation marks; it takes both.
    JSON.parse(text.replaceAll("'", '"'));
    return true;
  } catch {
    return false;
  }
}

/** Versions Neo compiles for cloud targets (Developer Guide, "Supported frameworks, cloud instances", October 2026). */
const cloudVersions: Readonly<Record<string, readonly string[]>> = {
  PYTORCH: ["1.4", "1.5", "1.6", "1.7", "1.8", "1.12", "1.13", "2.0"],
  TENSORFLOW: ["1.15", "2.9"],
  MXNET: ["1.8"],
};
/** Frameworks that AWS lets name a version at all. */
const versioned = ["PYTORCH", "TENSORFLOW", "MXNET", "TFLITE"];

function frameworkFindings(request: RequestReader): Finding[] {
  const input = request.below("InputConfig");
  const [framework, version] = [input.text("Framework"), input.text("FrameworkVersion")];
  if (framework === undefined || version === undefined) return [];
  const path = input.path("FrameworkVersion");
  if (!versioned.includes(framework)) {
    return [refusal(path, `Cannot set ${placeName(path)} because Neo takes no version of ${framework}.`)];
  }
  const known = cloudVersions[framework];
  if (known === undefined || request.text("OutputConfig.TargetDevice")?.startsWith("ml_") !== true) return [];
  if (known.some((one) => version === one || version.startsWith(`${one}.`))) return [];
  return [
    refusal(
      path,
      `Unknown version ${quoted(version)} of ${framework} in ${placeName(path)}; Neo compiles ${known.join(", ")}.`,
    ),
  ];
}

/** Targets that are still in AWS's API model and that nothing can be deployed to any more. */
const retired = ["ml_eia2", "deeplens"];

function targetFindings(output: RequestReader): Finding[] {
  const target = output.text("TargetDevice");
  if (target !== undefined && retired.includes(target)) {
    const path = output.path("TargetDevice");
    return [refusal(path, `Cannot compile for ${quoted(target)} in ${placeName(path)} because AWS has retired it.`)];
  }
  if (output.text("TargetPlatform.Accelerator") === "NVIDIA" && output.has("CompilerOptions") === false) {
    const path = output.path("CompilerOptions");
    return [
      refusal(
        path,
        `Expected ${placeName(path)} with gpu-code, trt-ver and cuda-ver, which NVIDIA requires, got nothing.`,
      ),
    ];
  }
  return [];
}
