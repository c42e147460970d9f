import { parentPort, workerData } from 'node:worker_threads'
import { type PdfJob, runPdfJob } from './jobs.ts'

parentPort?.postMessage(await runPdfJob(workerData as PdfJob)) // only run-in-worker.ts starts this file
