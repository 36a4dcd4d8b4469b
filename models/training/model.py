"""The networks: a small anchor-free detector and a tiny classifier of scenes."""

import torch
from torch import nn

CLASSES = ["car", "lorry", "bus", "bicycle", "motorcycle", "pedestrian"]
SCENES = ["day", "dusk", "night", "rain"]
WIDTH, HEIGHT = 512, 288
STRIDES = (8, 16, 32)


class ConvBlock(nn.Sequential):
    """Convolution, batch normalisation, ReLU."""

    def __init__(self, inputs, outputs, kernel=3, stride=1):
        super().__init__(
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
            nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.03),
            nn.ReLU(inplace=True),
        )


class Residual(nn.Module):
    """A bottleneck of half the channels with a shortcut around it."""

    def __init__(self, channels):
        super().__init__()
        self.reduce = ConvBlock(channels, channels // 2, 1)
        self.expand = ConvBlock(channels // 2, channels)

    def forward(self, x):
        return x + self.expand(self.reduce(x))


class Detector(nn.Module):
    """Backbone, feature pyramid, and one head shared by three strides.

    forward gives the raw maps of all strides as [batch, anchors, 4 + classes]; export_forward
    gives the yolov8 layout [batch, 4 + classes, anchors].
    """

    def __init__(self, classes=len(CLASSES), neck=40):
        super().__init__()
        self.stem = nn.Sequential(ConvBlock(3, 16, 3, 2), ConvBlock(16, 32, 3, 2))
        self.stage3 = nn.Sequential(ConvBlock(32, 56, 3, 2), Residual(56), Residual(56))
        self.stage4 = nn.Sequential(ConvBlock(56, 88, 3, 2), Residual(88), Residual(88))
        self.stage5 = nn.Sequential(ConvBlock(88, 112, 3, 2), Residual(112))
        self.lateral = nn.ModuleList(ConvBlock(c, neck, 1) for c in (56, 88, 112))
        self.smooth = nn.ModuleList(ConvBlock(neck, neck) for _ in range(3))
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        self.class_tower = ConvBlock(neck, neck)
        self.box_tower = ConvBlock(neck, neck)
        self.class_out = nn.Conv2d(neck, classes, 1)
        self.box_out = nn.ModuleList(nn.Conv2d(neck, 4, 1) for _ in STRIDES)
        self.level_bias = nn.Parameter(torch.zeros(len(STRIDES), classes))
        nn.init.constant_(self.class_out.bias, -4.0)
        centres, strides = anchors()
        self.register_buffer("centres", centres, persistent=False)
        self.register_buffer("strides", strides, persistent=False)

    def features(self, images):
        c3 = self.stage3(self.stem(images))
        c4 = self.stage4(c3)
        c5 = self.stage5(c4)
        p5 = self.lateral[2](c5)
        p4 = self.lateral[1](c4) + self.upsample(p5)
        p3 = self.lateral[0](c3) + self.upsample(p4)
        return [smooth(p) for smooth, p in zip(self.smooth, (p3, p4, p5))]

    def forward(self, images):
        rows = []
        for level, feature in enumerate(self.features(images)):
            boxes = self.box_out[level](self.box_tower(feature))
            scores = self.class_out(self.class_tower(feature))
            scores = scores + self.level_bias[level].view(1, -1, 1, 1)
            rows.append(torch.cat((boxes, scores), 1).flatten(2))
        return torch.cat(rows, 2).transpose(1, 2)

    def decode(self, raw):
        """Centre x, centre y, width, height in input pixels."""
        centre = self.centres + raw[..., 0:2] * self.strides
        size = raw[..., 2:4].clamp(-4, 6).exp() * self.strides
        return torch.cat((centre, size), -1)


class Export(nn.Module):
    """The detector with boxes and scores decoded, in the yolov8 layout."""

    def __init__(self, detector):
        super().__init__()
        self.detector = detector

    def forward(self, images):
        raw = self.detector(images)
        boxes = self.detector.decode(raw)
        return torch.cat((boxes, raw[..., 4:].sigmoid()), -1).transpose(1, 2)


def anchors():
    """Centres [anchors, 2] and strides [anchors, 1] in input pixels, stride by stride, row by row."""
    centres, strides = [], []
    for stride in STRIDES:
        y, x = torch.meshgrid(
            torch.arange(HEIGHT // stride), torch.arange(WIDTH // stride), indexing="ij"
        )
        grid = (torch.stack((x, y), -1).reshape(-1, 2).float() + 0.5) * stride
        centres.append(grid)
        strides.append(torch.full((len(grid), 1), float(stride)))
    return torch.cat(centres), torch.cat(strides)


class SceneClassifier(nn.Sequential):
    """Logits of light and weather from a picture of 96 x 64."""

    WIDTH, HEIGHT = 96, 64

    def __init__(self):
        super().__init__(
            ConvBlock(3, 12, 3, 2),
            ConvBlock(12, 20, 3, 2),
            ConvBlock(20, 28, 3, 2),
            ConvBlock(28, 32, 3, 2),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
            nn.Linear(32, len(SCENES)),
        )
