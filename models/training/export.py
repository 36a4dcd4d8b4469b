"""Writes a checkpoint as ONNX: opset 13, dynamic batch, names as Ultralytics' exporter writes them."""

import argparse
import hashlib
import pathlib

import onnx
import torch

from model import CLASSES, HEIGHT, SCENES, WIDTH, Detector, Export, SceneClassifier


def fused(module):
    """Batch normalisation folded into the convolution before it."""
    for child in module.modules():
        if hasattr(child, "__getitem__") and len(child) == 3 and isinstance(
            child[1], torch.nn.BatchNorm2d
        ):
            child[0] = torch.nn.utils.fuse_conv_bn_eval(child[0], child[1])
            child[1] = torch.nn.Identity()
    return module


def write(module, size, names, task, output, path):
    width, height = size
    torch.onnx.export(
        module,
        torch.zeros(1, 3, height, width),
        path,
        opset_version=13,
        input_names=["images"],
        output_names=[output],
        dynamic_axes={"images": {0: "batch"}, output: {0: "batch"}},
    )
    model = onnx.load(path)
    facts = {
        "names": str(dict(enumerate(names))),
        "imgsz": str([height, width]),
        "task": task,
        "description": "trained on generated scenes only; see models/training",
    }
    for key, value in facts.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(model)
    onnx.save(model, path)
    data = pathlib.Path(path).read_bytes()
    print(path, len(data), "bytes, SHA-256", hashlib.sha256(data).hexdigest())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=("detector", "scenes"))
    parser.add_argument("checkpoint")
    parser.add_argument("file")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, map_location="cpu")
    if options.kind == "detector":
        detector = Detector()
        detector.load_state_dict(state)
        module = Export(fused(detector.eval()))
        write(module, (WIDTH, HEIGHT), CLASSES, "detect", "output0", options.file)
    else:
        classifier = SceneClassifier()
        classifier.load_state_dict(state)
        size = (SceneClassifier.WIDTH, SceneClassifier.HEIGHT)
        write(fused(classifier.eval()), size, SCENES, "classify", "output0", options.file)


if __name__ == "__main__":
    main()
