"""Which anchor answers for which object, and what a wrong answer costs.

Assignment by task alignment (C. Feng et al., "TOOD: Task-aligned One-stage Object Detection",
ICCV 2021), boxes by complete IoU (Z. Zheng et al., "Distance-IoU Loss", AAAI 2020).
"""

import math

import torch
import torch.nn.functional as F

TOP = 9
SCORE_POWER, IOU_POWER = 0.5, 4.0
REACH = 0.8
BOX_WEIGHT, CLASS_WEIGHT = 3.0, 1.0


def corners(boxes):
    """Left, top, right, bottom of centre x, centre y, width, height."""
    half = boxes[..., 2:4] / 2
    return torch.cat((boxes[..., 0:2] - half, boxes[..., 0:2] + half), -1)


def iou(a, b):
    """Of boxes that broadcast, as corners."""
    low = torch.maximum(a[..., 0:2], b[..., 0:2])
    high = torch.minimum(a[..., 2:4], b[..., 2:4])
    inner = (high - low).clamp(min=0).prod(-1)
    area_a = (a[..., 2:4] - a[..., 0:2]).clamp(min=0).prod(-1)
    area_b = (b[..., 2:4] - b[..., 0:2]).clamp(min=0).prod(-1)
    return inner / (area_a + area_b - inner + 1e-7)


def complete_iou(a, b):
    """IoU less the distance of the centres and the difference of the aspect ratios."""
    overlap = iou(a, b)
    low = torch.minimum(a[..., 0:2], b[..., 0:2])
    high = torch.maximum(a[..., 2:4], b[..., 2:4])
    diagonal = (high - low).square().sum(-1) + 1e-7
    centre = (a[..., 0:2] + a[..., 2:4] - b[..., 0:2] - b[..., 2:4]).square().sum(-1) / 4
    wa, ha = (a[..., 2:4] - a[..., 0:2]).clamp(min=1e-3).unbind(-1)
    wb, hb = (b[..., 2:4] - b[..., 0:2]).clamp(min=1e-3).unbind(-1)
    aspect = 4 / math.pi**2 * (torch.atan(wb / hb) - torch.atan(wa / ha)).square()
    with torch.no_grad():
        weight = aspect / (1 - overlap + aspect + 1e-7)
    return overlap - centre / diagonal - weight * aspect


@torch.no_grad()
def assign(scores, predicted, boxes, classes, ignored, centres, strides):
    """Target object per anchor (-1 for none), its soft score, and anchors that nobody judges.

    scores [B, A, C] after the sigmoid, predicted [B, A, 4] corners, boxes [B, M, 4] corners.
    """
    wanted = (classes >= 0) & ~ignored
    x, y = centres[:, 0], centres[:, 1]
    inside = (
        (x > boxes[..., 0:1]) & (x < boxes[..., 2:3]) & (y > boxes[..., 1:2]) & (y < boxes[..., 3:4])
    )
    # A thin object may hold no anchor; those next to its centre may answer too.
    middle = (boxes[..., 0:2] + boxes[..., 2:4]) / 2
    away = (centres[None, None] - middle[:, :, None]).abs().amax(-1)
    candidate = (inside | (away < REACH * strides[:, 0])) & wanted[..., None]
    overlap = iou(boxes[:, :, None], predicted[:, None])
    index = classes.clamp(min=0)[..., None].expand(-1, -1, scores.shape[1])
    score = scores.transpose(1, 2).gather(1, index)
    alignment = score.pow(SCORE_POWER) * overlap.pow(IOU_POWER) * candidate
    # The first steps have no overlap to go by: then the nearest centre is best.
    alignment = alignment + candidate * 1e-9 / (1 + away)
    top = alignment.topk(TOP, -1)
    chosen = torch.zeros_like(alignment).scatter_(-1, top.indices, 1.0).bool() & candidate
    contest = torch.where(chosen, overlap + 1e-6, torch.zeros_like(overlap))
    best, target = contest.max(1)
    target = torch.where(best > 0, target, torch.full_like(target, -1))
    own = F.one_hot(target.clamp(min=0), boxes.shape[1]).transpose(1, 2).bool()
    own &= (target >= 0)[:, None]
    kept = alignment * own
    most = kept.amax(-1, keepdim=True)
    peak = (overlap * own).amax(-1, keepdim=True)
    soft = (kept / (most + 1e-12) * peak).amax(1)
    hidden = (inside & ((classes >= 0) & ignored)[..., None]).any(1) & (target < 0)
    return target, soft, hidden


def detection_loss(model, raw, boxes, classes, ignored):
    """Weighted sum, and its two parts for the log."""
    predicted = corners(model.decode(raw))
    logits = raw[..., 4:]
    target, soft, hidden = assign(
        logits.sigmoid(), predicted, boxes, classes, ignored, model.centres, model.strides
    )
    positive = target >= 0
    wanted = torch.zeros_like(logits)
    picked = target.clamp(min=0)
    label = classes.gather(1, picked).clamp(min=0)
    wanted.scatter_(-1, label[..., None], (soft * positive)[..., None])
    total = soft.sum().clamp(min=1.0)
    cost = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none").sum(-1)
    class_loss = (cost * ~hidden).sum() / total
    truth = boxes.gather(1, picked[..., None].expand(-1, -1, 4))
    overlap = complete_iou(predicted[positive], truth[positive])
    box_loss = ((1 - overlap) * soft[positive]).sum() / total
    return (
        CLASS_WEIGHT * class_loss + BOX_WEIGHT * box_loss,
        float(class_loss.detach()),
        float(box_loss.detach()),
    )
