import { parentPort } from 'node:worker_threads'
import { type PdfJob, runPdfJob } from './jobs.ts'

parentPort?.on('message', async (job: PdfJob) => {
  const answer = await runPdfJob(job, (progress) => parentPort?.postMessage({ progress }))
  parentPort?.postMessage({ answer })
})
