"""Average precision at IoU 0.5 on a folder of frames; the figures of record come from
`./cv scenes evaluate`, which runs the exported file through the project's own runtime."""

import numpy as np
import torch

from losses import corners
from model import CLASSES


def suppress(boxes, scores, limit=0.6):
    order = np.argsort(-scores)
    keep = []
    while len(order):
        first, rest = order[0], order[1:]
        keep.append(first)
        low = np.maximum(boxes[first, :2], boxes[rest, :2])
        high = np.minimum(boxes[first, 2:], boxes[rest, 2:])
        inner = np.clip(high - low, 0, None).prod(-1)
        area = (boxes[:, 2:] - boxes[:, :2]).prod(-1)
        order = rest[inner / (area[first] + area[rest] - inner + 1e-9) <= limit]
    return keep


def overlap(box, others):
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[2:], others[:, 2:])
    inner = np.clip(high - low, 0, None).prod(-1)
    area = (others[:, 2:] - others[:, :2]).prod(-1)
    own = (box[2:] - box[:2]).prod()
    return inner / (own + area - inner + 1e-9), inner / (own + 1e-9)


@torch.no_grad()
def mean_average_precision(model, frames, batch=25):
    """AP50 per class (101 recall points) and their mean."""
    model.eval()
    found = [[] for _ in CLASSES]
    truth = np.zeros(len(CLASSES))
    for start in range(0, len(frames), batch):
        images = torch.from_numpy(np.array(frames.images[start : start + batch])).float() / 255
        raw = model(images)
        boxes = corners(model.decode(raw)).numpy()
        scores = raw[..., 4:].sigmoid().numpy()
        for n in range(len(images)):
            rows = frames.labels[start + n]
            for c in range(len(CLASSES)):
                own = rows[rows[:, 0] == c]
                truth[c] += (own[:, 6] < 0.5).sum()
                mask = (scores[n].argmax(-1) == c) & (scores[n][:, c] > 0.02)
                found[c] += match(boxes[n][mask], scores[n][mask][:, c], own)
    model.train()
    values = [average_precision(found[c], truth[c]) for c in range(len(CLASSES))]
    return values, float(np.nanmean(values))


def match(boxes, scores, own):
    wanted, ignored = own[own[:, 6] < 0.5][:, 1:5], own[own[:, 6] >= 0.5][:, 1:5]
    taken = np.zeros(len(wanted), bool)
    results = []
    for i in suppress(boxes, scores):
        hit = -1
        if len(wanted):
            share, _ = overlap(boxes[i], wanted)
            share[taken] = 0
            hit = int(share.argmax()) if share.max() >= 0.5 else -1
        if hit >= 0:
            taken[hit] = True
            results.append((scores[i], True))
        elif not (len(ignored) and overlap(boxes[i], ignored)[1].max() >= 0.5):
            results.append((scores[i], False))
    return results


def average_precision(found, truth):
    if truth == 0:
        return float("nan")
    found = sorted(found, key=lambda pair: -pair[0])
    hits = np.cumsum([hit for _, hit in found]) if found else np.zeros(0)
    precision = hits / (np.arange(len(hits)) + 1)
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    recall = hits / truth
    at = np.searchsorted(recall, np.linspace(0, 1, 101), side="left")
    return float(np.mean([precision[i] if i < len(precision) else 0 for i in at]))
