"""Writes sagemaker-api.json: the constraints and shape structure of the SageMaker operations we use.

    pip install botocore==1.44.5 && python jobs/constraints/sagemaker-api.gen.py

botocore's service model is Apache-2.0; its documentation is left out, its facts (required members, ranges, patterns,
enumerations, declared errors) are kept under AWS's own names.
"""

import gzip
import json
import os

import botocore

JOBS = ["TrainingJob", "HyperParameterTuningJob", "CompilationJob", "TransformJob", "ProcessingJob"]
SERVING = ["Model", "EndpointConfig", "Endpoint"]
OPERATIONS = [f"{verb}{kind}" for kind in JOBS + SERVING for verb in ("Create", "Describe", "Stop", "Delete", "Update")]
OPERATIONS += [f"List{kind}s" for kind in JOBS + SERVING]
OPERATIONS += ["ListTrainingJobsForHyperParameterTuningJob", "UpdateEndpointWeightsAndCapacities"]
OPERATIONS += ["AddTags", "ListTags", "DeleteTags"]
KEPT = ("min", "max", "pattern", "enum", "required", "union")

path = os.path.join(os.path.dirname(botocore.__file__), "data/sagemaker/2017-07-24/service-2.json.gz")
with gzip.open(path) as file:
    model = json.load(file)
shapes = {}


def keep(name):
    if name in shapes:
        return
    shape = model["shapes"][name]
    kept = {"type": shape["type"]}
    shapes[name] = kept
    kept.update({key: shape[key] for key in KEPT if key in shape and shape[key] is not False and shape[key] != []})
    if shape["type"] == "structure":
        kept["members"] = {member: value["shape"] for member, value in shape.get("members", {}).items()}
        for member in kept["members"].values():
            keep(member)
    elif shape["type"] == "list":
        kept["member"] = shape["member"]["shape"]
        keep(kept["member"])
    elif shape["type"] == "map":
        kept["key"], kept["value"] = shape["key"]["shape"], shape["value"]["shape"]
        keep(kept["key"])
        keep(kept["value"])


operations = {}
for name in sorted(set(OPERATIONS) & set(model["operations"])):
    operation = model["operations"][name]
    kept = {side: operation[side]["shape"] for side in ("input", "output") if side in operation}
    for shape in kept.values():
        keep(shape)
    kept["errors"] = [error["shape"] for error in operation.get("errors", [])]
    operations[name] = kept

facts = {
    "source": f"botocore {botocore.__version__}, sagemaker 2017-07-24 service model (Apache-2.0), documentation removed",
    "targetPrefix": model["metadata"]["targetPrefix"],
    "operations": operations,
    "shapes": dict(sorted(shapes.items())),
}
with open(os.path.join(os.path.dirname(__file__), "sagemaker-api.json"), "w", encoding="utf-8") as file:
    json.dump(facts, file, separators=(",", ":"))
    file.write("\n")
print(f"{len(operations)} operations, {len(shapes)} shapes")
