"""Frames and labels as `./cv scenes training-data` writes them."""

import pathlib

import numpy as np
import torch

from model import HEIGHT, WIDTH

MAX_OBJECTS = 64

# Of an object that is hidden to more than this much nothing is learned. It is less than what is asked
# for: a tracker is glad of a doubtful box.
LEAST_SHARE = 0.28


def is_small(boxes):
    """Too small to be asked for: sizes are told at a width of 320."""
    sides = (boxes[:, 2:4] - boxes[:, 0:2]) * (320 / WIDTH)
    return (sides.min(1) < 5) | (sides.prod(1) < 100)


class Frames:
    """One folder: images stay on disk until they are asked for."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.scenes = np.fromfile(folder / "scenes.u8", np.uint8)
        self.images = np.memmap(
            folder / "images.u8", np.uint8, "r", shape=(len(self.scenes), 3, HEIGHT, WIDTH)
        )
        rows = np.fromfile(folder / "labels.f32", "<f4").reshape(-1, 8)
        starts = np.searchsorted(rows[:, 0], np.arange(len(self.scenes) + 1))
        rows[:, 7] = (rows[:, 6] < LEAST_SHARE) | is_small(rows[:, 2:6])
        self.labels = [rows[a:b, 1:] for a, b in zip(starts[:-1], starts[1:])]

    def __len__(self):
        return len(self.scenes)


class Batches:
    """Endless shuffled batches from all folders that match; new ones join at each round."""

    def __init__(self, root, pattern, size, seed):
        self.root, self.pattern, self.size = pathlib.Path(root), pattern, size
        self.random = np.random.default_rng(seed)
        self.folders = {}
        self.rounds = 0
        self.queue = []

    def _refill(self):
        for folder in sorted(self.root.glob(self.pattern)):
            if folder not in self.folders:
                self.folders[folder] = Frames(folder)
        if not self.folders:
            raise SystemExit(f"no folder {self.pattern} in {self.root}: see README.md")
        everything = [(f, i) for f in self.folders.values() for i in range(len(f))]
        self.random.shuffle(everything)
        self.queue = everything
        self.rounds += 1

    def next(self):
        """Images [size, 3, H, W] 0..1, boxes [size, M, 4], classes [size, M] with -1 for none,
        ignored [size, M]."""
        if len(self.queue) < self.size:
            self._refill()
        picked, self.queue = self.queue[: self.size], self.queue[self.size :]
        images = np.stack([frames.images[i] for frames, i in picked])
        boxes = np.zeros((self.size, MAX_OBJECTS, 4), np.float32)
        classes = np.full((self.size, MAX_OBJECTS), -1, np.int64)
        ignored = np.zeros((self.size, MAX_OBJECTS), bool)
        for n, (frames, i) in enumerate(picked):
            rows = frames.labels[i]
            # What is asked for comes first, should there ever be more than there is room for.
            rows = rows[np.argsort(rows[:, 6], kind="stable")][:MAX_OBJECTS]
            boxes[n, : len(rows)] = rows[:, 1:5]
            classes[n, : len(rows)] = rows[:, 0]
            ignored[n, : len(rows)] = rows[:, 6] > 0.5
            if self.random.random() < 0.5:
                images[n] = images[n, :, :, ::-1]
                boxes[n, : len(rows)] = boxes[n, : len(rows)][:, [2, 1, 0, 3]]
                boxes[n, : len(rows), 0] = WIDTH - boxes[n, : len(rows), 0]
                boxes[n, : len(rows), 2] = WIDTH - boxes[n, : len(rows), 2]
        most = max(1, int((classes >= 0).sum(1).max()))
        boxes, classes, ignored = boxes[:, :most], classes[:, :most], ignored[:, :most]
        pixels = torch.from_numpy(images).float().div_(255)
        return (
            self._lit(pixels),
            torch.from_numpy(boxes),
            torch.from_numpy(classes),
            torch.from_numpy(ignored),
        )

    def _lit(self, pixels):
        """Brightness and contrast by chance."""
        gain = torch.from_numpy(self.random.uniform(0.85, 1.15, (len(pixels), 3, 1, 1))).float()
        lift = torch.from_numpy(self.random.uniform(-0.05, 0.05, (len(pixels), 1, 1, 1))).float()
        return (pixels * gain + lift).clamp_(0, 1)
