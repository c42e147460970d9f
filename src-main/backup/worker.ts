import { parentPort } from 'node:worker_threads'
import { type BackupJob, runBackupJob } from './jobs.ts'

/** The thread in which backups are made, proved and restored. */
parentPort?.on('message', async (job: BackupJob) => {
  const answer = await runBackupJob(job, (progress) => parentPort?.postMessage({ progress }))
  const { dataKey } = job.kind === 'restore' ? job.unlocked.opened : job.opened
  dataKey.fill(0)
  parentPort?.postMessage({ answer })
})
