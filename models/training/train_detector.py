"""Trains street-objects. See README.md for the recipe."""

import argparse
import copy
import math
import pathlib
import time

import torch

from dataset import Batches, Frames
from losses import detection_loss
from measure import mean_average_precision
from model import CLASSES, Detector


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, help="folder with train-* and val")
    parser.add_argument("--out", required=True, help="folder of checkpoints")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--steps", type=int, default=6000, help="at most")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--start", help="checkpoint whose weights to begin with")
    parser.add_argument("--measure-every", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def optimizer(model, rate):
    weights = [p for p in model.parameters() if p.ndim > 1]
    others = [p for p in model.parameters() if p.ndim <= 1]
    groups = [{"params": weights, "weight_decay": 0.02}, {"params": others, "weight_decay": 0}]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.99))


def follow(average, model, step):
    """Moving average of the weights, short at first."""
    decay = min(0.998, (1 + step) / (20 + step))
    with torch.no_grad():
        current = model.state_dict()
        for name, value in average.state_dict().items():
            if value.dtype.is_floating_point:
                value.lerp_(current[name], 1 - decay)
            else:
                value.copy_(current[name])


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    model = Detector()
    if options.start:
        model.load_state_dict(torch.load(options.start))
    average = copy.deepcopy(model)
    batches = Batches(options.data, "train-*", options.batch, options.seed)
    validation = Frames(pathlib.Path(options.data) / "val")
    descent = optimizer(model, options.rate)
    begun, best, mean_loss = time.time(), -1.0, None
    warm = 0 if options.start else 150
    step, done = 0, False
    while not done:
        # The schedule follows whichever limit comes first, steps or minutes.
        share = max(step / options.steps, (time.time() - begun) / 60 / options.minutes)
        rate = options.rate * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, share))))
        for group in descent.param_groups:
            group["lr"] = rate * min(1, (step + 1) / (warm + 1))
        images, boxes, classes, ignored = batches.next()
        loss, class_loss, box_loss = detection_loss(model, model(images), boxes, classes, ignored)
        descent.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        descent.step()
        follow(average, model, step)
        step += 1
        done = share >= 1
        mean_loss = float(loss) if mean_loss is None else 0.98 * mean_loss + 0.02 * float(loss)
        if step % 50 == 0:
            print(
                f"step {step} {time.time() - begun:.0f} s round {batches.rounds} "
                f"loss {mean_loss:.3f} class {class_loss:.3f} box {box_loss:.3f} rate {rate:.5f}",
                flush=True,
            )
        if step % options.measure_every == 0 or done:
            values, mean = mean_average_precision(average, validation)
            named = " ".join(f"{n} {v:.3f}" for n, v in zip(CLASSES, values))
            print(f"step {step} mAP50 {mean:.4f} {named}", flush=True)
            torch.save(average.state_dict(), out / "last.pt")
            if mean > best:
                best = mean
                torch.save(average.state_dict(), out / "best.pt")


if __name__ == "__main__":
    main()
