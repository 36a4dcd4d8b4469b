"""Trains street-scenes on the frames that the detector learns from. See README.md."""

import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from dataset import Frames
from model import HEIGHT, SCENES, WIDTH, SceneClassifier

# The rest of the network's input is padding: a frame is 16 to 9.
CONTENT = WIDTH * 9 // 16


def pictures(frames, indices, random=None):
    """As the runtime resizes them; in training sharper or softer, brighter or darker, mirrored."""
    top = (HEIGHT - CONTENT) // 2
    raw = np.stack([frames.images[i][:, top : top + CONTENT] for i in indices])
    pixels = torch.from_numpy(raw).float() / 255
    size = (SceneClassifier.HEIGHT, SceneClassifier.WIDTH)
    if random is None:
        return F.interpolate(pixels, size, mode="bilinear", align_corners=False)
    kind = random.integers(3)
    if kind == 0:
        pixels = F.interpolate(pixels, size, mode="bilinear", antialias=True)
    elif kind == 1:
        pixels = F.interpolate(pixels, size, mode="bilinear", align_corners=False)
    else:
        pixels = F.interpolate(pixels, size, mode="nearest")
    if random.random() < 0.5:
        pixels = pixels.flip(-1)
    gain = torch.from_numpy(random.uniform(0.9, 1.1, (len(pixels), 3, 1, 1))).float()
    return (pixels * gain).clamp(0, 1)


@torch.no_grad()
def accuracy(model, frames):
    model.eval()
    right = 0
    for start in range(0, len(frames), 50):
        rows = range(start, min(start + 50, len(frames)))
        guess = model(pictures(frames, rows)).argmax(1).numpy()
        right += (guess == frames.scenes[start : start + len(rows)]).sum()
    model.train()
    return right / len(frames)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=900)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    folders = [Frames(f) for f in sorted(pathlib.Path(options.data).glob("train-*"))]
    validation = [Frames(f) for f in sorted(pathlib.Path(options.data).glob("val*"))]
    model = SceneClassifier()
    print(sum(p.numel() for p in model.parameters()), "parameters")
    descent = torch.optim.AdamW(model.parameters(), lr=4e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(descent, 4e-3, options.steps)
    for step in range(1, options.steps + 1):
        frames = folders[random.integers(len(folders))]
        rows = random.integers(len(frames), size=32)
        truth = torch.from_numpy(frames.scenes[rows].astype(np.int64))
        loss = F.cross_entropy(model(pictures(frames, rows, random)), truth)
        descent.zero_grad(set_to_none=True)
        loss.backward()
        descent.step()
        schedule.step()
        if step % 150 == 0:
            scores = " ".join(f"{accuracy(model, frames):.4f}" for frames in validation)
            print(f"step {step} loss {float(loss):.3f} accuracy {scores} of {SCENES}", flush=True)
    pathlib.Path(options.out).mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), pathlib.Path(options.out) / "scenes.pt")


if __name__ == "__main__":
    main()
