// Detects objects in JPEG and PNG files with sharp and onnxruntime-node at settings that suit few cores: one session per thread, sharp without cache and
// with one thread per image, tensors made once and used again.
import { readFile } from 'node:fs/promises';
import ort from 'onnxruntime-node';
import sharp from 'sharp';

sharp.cache(false);
sharp.concurrency(1);

/**
 * @param config {model, files, underWay, intraOpThreads, input: {width, height, bgr, center, mean, deviation, scale, pad}, decoder, confidence, iou,
 *   maxDetections}
 * @returns {run(next, count), detections()}: run takes items from the shared counter `next` until `count`, `underWay` of them at a time
 */
export async function newDetector(config) {
  const { input } = config;
  const plane = input.width * input.height;

  const session = await ort.InferenceSession.create(config.model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: config.intraOpThreads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });

  function newWorker() {
    const values = new Float32Array(3 * plane);
    return { values, tensor: new ort.Tensor('float32', values, [1, 3, input.height, input.width]) };
  }

  // Width and height as shown, that is after EXIF rotation.
  async function shownSize(image) {
    const { width, height, orientation } = await image.metadata();
    return orientation >= 5 ? [height, width] : [width, height];
  }

  async function letterbox(file, worker) {
    const bytes = await readFile(file);
    const [width, height] = await shownSize(sharp(bytes));
    const ratio = Math.min(input.width / width, input.height / height);
    const round = input.center ? Math.round : (value) => Math.floor(value + 1e-6);
    const contentWidth = Math.max(1, Math.min(input.width, round(width * ratio)));
    const contentHeight = Math.max(1, Math.min(input.height, round(height * ratio)));
    const left = input.center ? (input.width - contentWidth) >> 1 : 0;
    const top = input.center ? (input.height - contentHeight) >> 1 : 0;
    const pixels = await sharp(bytes)
      .rotate()
      .resize(contentWidth, contentHeight, { fit: 'fill', kernel: 'cubic' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer();
    write(pixels, worker.values, { left, top, contentWidth, contentHeight });
    return { width, height, ratio, left, top };
  }

  function write(pixels, values, { left, top, contentWidth, contentHeight }) {
    for (let channel = 0; channel < 3; channel++) {
      const source = input.bgr ? 2 - channel : channel;
      const factor = input.scale / input.deviation[channel];
      const offset = input.mean[channel] / input.deviation[channel];
      const start = channel * plane;
      if (contentWidth * contentHeight < plane) {
        values.fill(input.pad * factor - offset, start, start + plane);
      }
      for (let y = 0; y < contentHeight; y++) {
        let from = y * contentWidth * 3 + source;
        let to = start + (y + top) * input.width + left;
        for (let x = 0; x < contentWidth; x++, from += 3, to++) {
          values[to] = pixels[from] * factor - offset;
        }
      }
    }
  }

  // Grid offsets of strides 8, 16 and 32; rows of x, y, log width, log height, objectness, classes. arXiv:2107.08430, section 2.1.
  function decodeYolox(data, [, , length], found) {
    let offset = 0;
    for (const stride of [8, 16, 32]) {
      const columns = input.width / stride;
      const cells = columns * (input.height / stride);
      for (let cell = 0; cell < cells; cell++, offset += length) {
        if (data[offset + 4] < config.confidence) continue;
        let best = offset + 5;
        for (let index = offset + 6; index < offset + length; index++) if (data[index] > data[best]) best = index;
        const score = data[offset + 4] * data[best];
        if (score < config.confidence) continue;
        const width = Math.exp(data[offset + 2]) * stride;
        const height = Math.exp(data[offset + 3]) * stride;
        const x = (data[offset] + (cell % columns)) * stride - width / 2;
        const y = (data[offset + 1] + Math.floor(cell / columns)) * stride - height / 2;
        found.push({ label: best - offset - 5, score, x, y, width, height });
      }
    }
  }

  // One column per cell: centre x, centre y, width, height, classes.
  function decodeYolov8(data, [, rows, cells], found) {
    for (let cell = 0; cell < cells; cell++) {
      let best = 4;
      for (let row = 5; row < rows; row++) if (data[row * cells + cell] > data[best * cells + cell]) best = row;
      const score = data[best * cells + cell];
      if (score < config.confidence) continue;
      const width = data[2 * cells + cell];
      const height = data[3 * cells + cell];
      found.push({ label: best - 4, score, x: data[cell] - width / 2, y: data[cells + cell] - height / 2, width, height });
    }
  }

  const decode = { yolox: decodeYolox, yolov8: decodeYolov8 }[config.decoder];
  if (!decode) {
    throw new Error(`no decoder '${config.decoder}'; known are yolox, yolov8`);
  }

  function overlap(a, b) {
    const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
    const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
    if (width <= 0 || height <= 0) return 0;
    return (width * height) / (a.width * a.height + b.width * b.height - width * height);
  }

  function suppress(found) {
    found.sort((a, b) => b.score - a.score);
    const kept = [];
    for (const one of found) {
      if (kept.length === config.maxDetections) break;
      if (!kept.some((other) => other.label === one.label && overlap(other, one) > config.iou)) kept.push(one);
    }
    return kept;
  }

  function toOriginal(box, { width, height, ratio, left, top }) {
    const clip = (value, max) => Math.max(0, Math.min(max, value));
    const x = clip((box.x - left) / ratio, width);
    const y = clip((box.y - top) / ratio, height);
    const right = clip((box.x + box.width - left) / ratio, width);
    const bottom = clip((box.y + box.height - top) / ratio, height);
    return { class_id: box.label, confidence: box.score, bbox: [x, y, right - x, bottom - y] };
  }

  async function detect(file, worker) {
    const fit = await letterbox(file, worker);
    const output = (await session.run({ [session.inputNames[0]]: worker.tensor }))[session.outputNames[0]];
    const found = [];
    decode(output.data, output.dims, found);
    return suppress(found).map((box) => toOriginal(box, fit));
  }

  async function run(next, count) {
    const work = async (worker) => {
      for (let item = Atomics.add(next, 0, 1); item < count; item = Atomics.add(next, 0, 1)) {
        await detect(config.files[item % config.files.length], worker);
      }
    };
    await Promise.all(workers.map(work));
  }

  async function detections() {
    const all = [];
    for (const file of config.files) all.push(await detect(file, workers[0]));
    return all;
  }

  const workers = Array.from({ length: config.underWay }, newWorker);
  return { run, detections };
}
