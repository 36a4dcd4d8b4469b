// The rival of ./cv bench inference:
//
//   node peer.js CONFIG.json
//
// CONFIG.json is what newDetector takes, and `threads`: onnxruntime-node runs a model on the thread that calls it, so more than one core is used either by
// more threads of Node or by more threads within the model. Each line on standard input is a round, "run COUNT" or "detections", answered by a line of JSON.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { newDetector } from './detect.js';

function answerOf(worker, order) {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    if (order) worker.postMessage(order);
  });
}

async function serveThread() {
  const detector = await newDetector(workerData);
  parentPort.on('message', async ({ next, count }) => {
    await detector.run(next, count);
    parentPort.postMessage('done');
  });
  parentPort.postMessage('ready');
}

async function serve() {
  const config = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const detector = await newDetector(config);
  const others = Array.from({ length: config.threads - 1 }, () => new Worker(new URL(import.meta.url), { workerData: config }));
  await Promise.all(others.map((worker) => answerOf(worker)));

  async function run(count) {
    const next = new Int32Array(new SharedArrayBuffer(4));
    const cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    await Promise.all([detector.run(next, count), ...others.map((worker) => answerOf(worker, { next, count }))]);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const { user, system } = process.cpuUsage(cpu);
    return { images_per_second: count / seconds, cpu_ms_per_image: (user + system) / 1e3 / count };
  }

  for await (const line of createInterface({ input: process.stdin })) {
    const [order, count] = line.trim().split(' ');
    console.log(JSON.stringify(order === 'run' ? await run(Number(count)) : { detections: await detector.detections() }));
  }
  process.exit(0);
}

await (isMainThread ? serve() : serveThread());
